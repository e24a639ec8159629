# An agent for tests, as it is written for the Ruby framework.
module MCollective
  module Agent
    class Brick < RPC::Agent
      action "stack" do
        reply.fail!("bricks are out") if request[:count] > 100

        reply[:height] = request[:count] * 7
        reply[:by] = request.caller
        reply[:extra] = request[:extra]
      end

      action "silence" do
        print "no brick"
        exit 0
      end
    end
  end
end
