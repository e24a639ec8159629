"""Uses streams with the Python client: streams_client.py URL FOLDER (cert.pem, key.pem, ca.pem).

Where it writes `restart`, the server is to be restarted and a line to be written to it.
"""

import asyncio
import hashlib
import os
import ssl
import sys

import nats
from nats.js import api
from nats.js.errors import (
    APIError,
    BadRequestError,
    KeyNotFoundError,
    KeyWrongLastSequenceError,
    NotFoundError,
    ObjectNotFoundError,
)


async def refused(kind, awaitable):
    try:
        await awaitable
    except kind as error:
        return error
    raise AssertionError(f"no {kind.__name__}")


async def restart():
    print("restart", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)


async def eventually(attempt):
    for _ in range(200):
        try:
            return await attempt()
        except Exception as error:
            last = error
            await asyncio.sleep(0.1)
    raise last


async def streams(js):
    info = await js.add_stream(name="ORDERS", subjects=["orders.>"], max_msgs=100, allow_direct=True)
    assert info.config.name == "ORDERS" and info.state.messages == 0
    for number in range(1, 6):
        ack = await js.publish(f"orders.{number % 2}", str(number).encode(), headers={"Colour": "blue"})
        assert (ack.stream, ack.seq) == ("ORDERS", number)
    once = [await js.publish("orders.x", b"x", headers={"Nats-Msg-Id": "one"}) for _ in range(2)]
    assert [bool(ack.duplicate) for ack in once] == [False, True], once
    await refused(APIError, js.publish("orders.x", b"x", headers={"Nats-Expected-Last-Sequence": "1"}))
    message = await js.get_msg("ORDERS", 2)
    assert message.data == b"2" and message.headers["Colour"] == "blue"
    last = await js.get_last_msg("ORDERS", "orders.1", direct=True)
    assert last.data == b"5" and last.seq == 5
    assert await js.delete_msg("ORDERS", 2)
    assert await js.purge_stream("ORDERS", subject="orders.1", keep=1)
    info = await js.stream_info("ORDERS", subjects_filter=">")
    assert info.state.subjects == {"orders.0": 1, "orders.1": 1, "orders.x": 1}, info
    assert await js.find_stream_name_by_subject("orders.1") == "ORDERS"
    assert "ORDERS" in [info.config.name for info in await js.streams_info()]
    await js.update_stream(name="ORDERS", subjects=["orders.>"], max_msgs=2, allow_direct=True)
    assert (await js.stream_info("ORDERS")).state.messages == 2
    await refused(BadRequestError, js.add_stream(name="OTHER", subjects=["orders.1"]))
    await refused(NotFoundError, js.stream_info("NOTHING"))
    assert (await js.account_info()).streams > 0
    assert await js.delete_stream("ORDERS")


async def consumers(js):
    await js.add_stream(name="WORK", subjects=["work.>"])
    for number in range(10):
        await js.publish("work.a", str(number).encode())
    pull = await js.pull_subscribe("work.a", "puller", config=api.ConsumerConfig(ack_wait=30))
    batch = await pull.fetch(4, timeout=10)
    assert [message.data for message in batch] == [b"0", b"1", b"2", b"3"]
    for message in batch[:2]:
        await message.ack_sync()
    await batch[2].nak()
    await batch[3].term()
    rest = []
    while len(rest) < 7:
        rest += await pull.fetch(1, timeout=10)
    (again,) = [message for message in rest if message.metadata.num_delivered == 2]
    assert again.data == b"2"
    await again.in_progress()
    for message in rest:
        await message.ack_sync()
    info = await pull.consumer_info()
    assert (info.ack_floor.stream_seq, info.num_pending, info.num_ack_pending) == (10, 0, 0), info
    await refused(nats.errors.TimeoutError, pull.fetch(1, timeout=0.2))

    heard = []
    done = asyncio.Event()

    async def on_message(message):
        heard.append(message.data)
        await message.ack()
        if len(heard) == 10:
            done.set()

    push = await js.subscribe("work.>", durable="pusher", cb=on_message, manual_ack=True)
    await asyncio.wait_for(done.wait(), 10)
    assert heard == [str(number).encode() for number in range(10)]
    await push.unsubscribe()
    queue = [await js.subscribe("work.>", queue="q", deliver_policy=api.DeliverPolicy.NEW) for _ in range(2)]
    await js.publish("work.b", b"shared")
    waiting = [asyncio.ensure_future(one.next_msg(timeout=10)) for one in queue]
    finished, rest = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    assert finished.pop().result().data == b"shared"
    for one in rest:
        one.cancel()
    assert await js.delete_consumer("WORK", "puller")
    await refused(NotFoundError, js.consumer_info("WORK", "puller"))


async def buckets(js):
    kv = await js.create_key_value(bucket="CFG", history=5)
    await refused(KeyNotFoundError, kv.get("key"))
    assert await kv.create("key", b"one") == 1
    await refused(KeyWrongLastSequenceError, kv.create("key", b"two"))
    assert await kv.update("key", b"two", last=1) == 2
    await refused(KeyWrongLastSequenceError, kv.update("key", b"three", last=1))
    entry = await kv.get("key")
    assert (entry.value, entry.revision) == (b"two", 2)
    assert (await kv.get("key", revision=1)).value == b"one"
    await kv.delete("key")
    await refused(KeyNotFoundError, kv.get("key"))
    assert await kv.create("key", b"again") == 4
    await kv.put("a.b", b"")
    # These say that there are none when all messages came before the client looked how many there are.
    assert sorted(await eventually(kv.keys)) == ["a.b", "key"]
    history = await eventually(lambda: kv.history("key"))
    assert [entry.value for entry in history][-1] == b"again"
    await kv.purge("key")
    assert len(await eventually(lambda: kv.history("key"))) == 1
    status = await kv.status()
    assert (status.values, status.history) == (2, 5), status
    watcher = await kv.watchall()
    seen = []
    while len(seen) < 2:
        entry = await watcher.updates(timeout=10)
        seen += [entry.key] if entry else []
    assert seen == ["a.b", "key"], seen
    await kv.put("new", b"x")
    while (entry := await watcher.updates(timeout=10)) is None:
        pass
    assert entry.key == "new"
    await watcher.stop()


async def objects(js):
    store = await js.create_object_store("FILES")
    data = os.urandom(1024 * 1024)
    info = await store.put("large", data)
    digest = hashlib.sha256(data).digest()
    assert info.size == len(data) and info.chunks == 8
    found = await store.get("large")
    assert hashlib.sha256(found.data).digest() == digest
    await store.update_meta("large", api.ObjectMeta(name="large", description="new"))
    assert (await store.get_info("large")).description == "new"
    assert [info.name for info in await store.list()] == ["large"]
    await store.delete("large")
    await refused(ObjectNotFoundError, store.get("large"))
    await store.put("small", b"x")
    await store.seal()
    await refused(Exception, asyncio.wait_for(store.put("more", b"x"), 10))


async def restarts(js):
    """Those who publish, read in order, pull, watch and put objects, and a server that goes away in the middle."""
    count = 60
    await js.add_stream(name="LONG", subjects=["long"])
    ordered = await js.subscribe("long", ordered_consumer=True, idle_heartbeat=0.5)
    pull = await js.pull_subscribe("long", "long")
    kv = await js.create_key_value(bucket="LONG")
    watcher = await kv.watch("key")
    assert await watcher.updates(timeout=10) is None

    async def publish():
        for number in range(count):
            headers = {"Nats-Msg-Id": str(number)}
            await eventually(lambda: js.publish("long", str(number).encode(), headers=headers, timeout=1))
            if number == count // 2:
                await restart()
        await eventually(lambda: kv.put("key", b"end"))

    async def follow():
        for number in range(count):
            message = await ordered.next_msg(timeout=30)
            assert message.data == str(number).encode(), (message.data, number)

    async def consume():
        seen = set()
        while len(seen) < count:
            try:
                for message in await pull.fetch(10, timeout=1):
                    seen.add(int(message.data))
                    await message.ack()
            except Exception:
                await asyncio.sleep(0.1)

    store = await js.create_object_store("LONG")
    data = os.urandom(400_000)

    async def put():
        for number in range(10):
            await eventually(lambda: asyncio.wait_for(store.put(f"{number}", data), 10))

    async def watch():
        while (await watcher.updates(timeout=30)).value != b"end":
            pass

    await asyncio.wait_for(asyncio.gather(publish(), follow(), consume(), watch(), put()), 60)
    assert (await js.stream_info("LONG")).state.messages == count
    for number in range(10):
        assert (await store.get(f"{number}")).data == data


async def main(url, folder):
    tls = ssl.create_default_context(cafile=f"{folder}/ca.pem")
    tls.load_cert_chain(f"{folder}/cert.pem", f"{folder}/key.pem")
    options = {"tls": tls, "reconnect_time_wait": 0.1, "max_reconnect_attempts": -1}
    client = await nats.connect(url, **options)
    js = client.jetstream(timeout=10)
    for part in (streams, consumers, buckets, objects, restarts):
        await part(js)
        print(part.__name__, flush=True)
    await client.close()
    print("all good", flush=True)


asyncio.run(main(*sys.argv[1:]))
