#!/usr/bin/env ruby
# The least that stands in for the Ruby framework and its shim: one request on standard input, one reply on standard output.
require "json"

module MCollective
  module RPC
    class Failure < StandardError; end

    class Request
      attr_reader :caller

      def initialize(body)
        @data = body["data"]
        @caller = body["caller"]
      end

      def [](key)
        @data[key.to_s]
      end
    end

    class Reply < Hash
      def fail!(message)
        raise Failure, message
      end
    end

    class Agent
      attr_reader :request, :reply

      def self.action(name, &block)
        define_method("#{name}_action", &block)
      end

      def initialize(body)
        @request = Request.new(body)
        @reply = Reply.new
      end
    end
  end
end

raise "called with #{ARGV}" unless ARGV.length == 2 && ARGV[0] == "--config"

request = JSON.parse($stdin.read)
require File.join(File.read(ARGV[1]).strip, "#{request['agent']}.rb")
agent = MCollective::Agent.const_get(request["agent"].capitalize).new(request["body"])
status = { "statuscode" => 0, "statusmsg" => "OK" }
begin
  agent.public_send("#{request['action']}_action")
rescue MCollective::RPC::Failure => e
  status = { "statuscode" => 1, "statusmsg" => e.message }
end
puts JSON.dump(status.merge("data" => agent.reply))
