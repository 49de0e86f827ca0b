# SPDX-License-Identifier: GPL-2.0-only
"""Uevents without the collector: `listen` says each that this network namespace hears until it is ended; `send TEXT` sends one by netlink.

What a listener says is
`uevent NAME sequence=… action=… subsystem=… path=… written=…`, of the message's own fields, with %-escapes.
"""
import socket
import struct
import sys
from urllib.parse import quote_from_bytes

NETLINK_KOBJECT_UEVENT = 15
KERNEL = 1
NLMSG_MIN_TYPE = 16
NLM_F_REQUEST = 1
BUFFER = 64 << 20
SO_RCVBUFFORCE = 33


def listen(name):
    ear = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_KOBJECT_UEVENT)
    ear.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, BUFFER)
    ear.bind((0, KERNEL))
    print("ready", flush=True)
    while True:
        fields = dict(pair.split(b"=", 1) for pair in ear.recv(8192).split(b"\0") if b"=" in pair)
        said = {
            "sequence": fields.get(b"SEQNUM"),
            "action": fields.get(b"ACTION"),
            "subsystem": fields.get(b"SUBSYSTEM"),
            "path": fields.get(b"DEVPATH"),
            "written": b"1" if b"SYNTH_UUID" in fields else b"0",
        }
        print(f"uevent {name}", *(f"{key}={quote_from_bytes(value or b'', '/')}" for key, value in said.items()), flush=True)


def send(body):
    sender = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_KOBJECT_UEVENT)
    header = struct.pack("=IHHII", 16 + len(body), NLMSG_MIN_TYPE, NLM_F_REQUEST, 0, 0)
    sender.sendto(header + body, (0, 0))


def spelt(text):
    """Bytes of an argument that has its escapes yet."""
    return text.encode("latin1").decode("unicode_escape").encode("latin1")


if __name__ == "__main__":
    what, argument = sys.argv[1:]
    if what == "listen":
        listen(argument)
    else:
        send(spelt(argument))
