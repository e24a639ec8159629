"""Exercises a NATS server with the Python client: nats_client.py URL FOLDER (cert.pem, key.pem, ca.pem)."""

import asyncio
import ssl
import sys

import nats
from nats.errors import MaxPayloadError, NoRespondersError


async def collect(subscription, count):
    return [await subscription.next_msg(timeout=10) for _ in range(count)]


async def settle(client):
    """Waits until the server has seen everything: the client's PING overtakes what it has not written yet, a second one cannot."""
    await client.flush()
    await client.flush()


async def main(url, folder):
    tls = ssl.create_default_context(cafile=f"{folder}/ca.pem")
    tls.load_cert_chain(f"{folder}/cert.pem", f"{folder}/key.pem")
    one = await nats.connect(url, tls=tls, name="one")
    two = await nats.connect(url, tls=tls, name="two", no_echo=True)

    plain = await one.subscribe("lab.a")
    star = await one.subscribe("lab.*")
    rest = await one.subscribe("lab.>")
    await settle(one)
    await two.publish("lab.a", b"hello", headers={"Colour": "blue"})
    for subscription in (plain, star, rest):
        (message,) = await collect(subscription, 1)
        assert message.data == b"hello" and message.headers["Colour"] == "blue", message
    print("wildcards and headers")

    queues = [await one.subscribe("work", queue="q") for _ in range(3)]
    await settle(one)
    for number in range(90):
        await two.publish("work", str(number).encode())
    await settle(two)
    await settle(one)
    shares = [subscription.pending_msgs for subscription in queues]
    assert sum(shares) == 90 and all(shares), shares
    print("queue groups")

    async def answer(message):
        await message.respond(message.data[::-1])

    await one.subscribe("mirror", cb=answer)
    await settle(one)
    reply = await two.request("mirror", b"abc", timeout=10)
    assert reply.data == b"cba", reply
    try:
        await two.request("nobody.here", b"", timeout=10)
        raise AssertionError("a request nobody serves was answered")
    except NoRespondersError:
        pass
    print("requests and no responders")

    own = await two.subscribe("echo")
    await settle(two)
    await two.publish("echo", b"mine")
    await one.publish("echo", b"theirs")
    await settle(two)
    await settle(one)
    (message,) = await collect(own, 1)
    assert message.data == b"theirs" and own.pending_msgs == 0, message
    print("no echo")

    limited = await one.subscribe("limited")
    await limited.unsubscribe(limit=2)
    await settle(one)
    for number in range(5):
        await two.publish("limited", b"x")
    await settle(two)
    await settle(one)
    assert limited.pending_msgs == 2, limited.pending_msgs
    print("limited subscription")

    largest = b"x" * one.max_payload
    big = await one.subscribe("big")
    await settle(one)
    await two.publish("big", largest)
    (message,) = await collect(big, 1)
    assert message.data == largest
    try:
        await two.publish("big", largest + b"x")
        raise AssertionError("an oversized payload was accepted")
    except MaxPayloadError:
        pass
    print("payload limit")

    await two.drain()
    await one.drain()
    print("all good")


asyncio.run(main(*sys.argv[1:]))
