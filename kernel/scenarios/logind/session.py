# SPDX-License-Identifier: GPL-2.0-only
"""Has logind begin a session on a virtual terminal of seat0, as pam_systemd does: session.py LEADER NUMBER. It lasts as long as this runs."""
import os
import socket
import struct
import sys
import time


def text(value):
    return ("s", value)


def marshalled(parts):
    out = b""
    for kind, value in parts:
        if kind == "y":
            out += bytes([value])
            continue
        if kind == "g":
            out += bytes([len(value)]) + value.encode() + b"\0"
            continue
        out += b"\0" * (-len(out) % 4)
        if kind == "u":
            out += struct.pack("<I", value)
        else:
            out += struct.pack("<I", len(value)) + value.encode() + b"\0"
    return out


def call(serial, member, interface, path, destination, signature="", body=b""):
    fields = b""
    for code, kind, value in ((1, "o", path), (6, "s", destination), (2, "s", interface), (3, "s", member), (8, "g", signature)):
        if kind == "g" and not value:
            continue
        fields += b"\0" * (-len(fields) % 8) + bytes([code, 1]) + kind.encode() + b"\0"
        # The field's value is aligned as it stands in the message, whose header is 16 bytes.
        fields += bytes([len(value)]) + value.encode() + b"\0" if kind == "g" else struct.pack("<I", len(value)) + value.encode() + b"\0"
    head = struct.pack("<BBBBIII", ord("l"), 1, 0, 1, len(body), serial, len(fields)) + fields
    return head + b"\0" * (-len(head) % 8) + body


leader, number = int(sys.argv[1]), int(sys.argv[2])
bus = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
bus.connect("/run/dbus/system_bus_socket")
bus.sendall(b"\0AUTH EXTERNAL 30\r\n")
assert bus.recv(1000).startswith(b"OK")
bus.sendall(b"NEGOTIATE_UNIX_FD\r\n")
assert bus.recv(1000).startswith(b"AGREE")
bus.sendall(b"BEGIN\r\n")
bus.sendall(call(1, "Hello", "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus"))
body = marshalled(
    [("u", 0), ("u", leader), text("login"), text("tty"), text("user"), text(""), text("seat0"), ("u", number), text(f"tty{number}")]
    + [text(""), ("u", 0), text(""), text(""), ("u", 0)]
)
# The empty array's elements are structures: their alignment is padded even so.
body += b"\0" * (-len(body) % 8)
bus.sendall(
    call(
        2,
        "CreateSession",
        "org.freedesktop.login1.Manager",
        "/org/freedesktop/login1",
        "org.freedesktop.login1",
        "uusssssussbssa(sv)",
        body,
    )
)
bus.settimeout(60)
kept = []
while not kept:
    data, fds, *_ = socket.recv_fds(bus, 65536, 4)
    if not data:
        sys.exit("the bus has closed")
    if b"org.freedesktop.DBus.Error" in data or b"org.freedesktop.login1." in data and not fds:
        sys.exit(repr(data))
    kept += fds
print("session", flush=True)
while True:
    time.sleep(1000)
