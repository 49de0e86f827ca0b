# SPDX-License-Identifier: GPL-2.0-only
"""Opens the display, whose master it is to be, and hands its first screen on: a lease (DRM_IOCTL_MODE_CREATE_LEASE). Says what the call returned."""
import array
import fcntl
import os
import struct
import time

RESOURCES, CREATE_LEASE = 0xC04064A0, 0xC01864C6


def resources(card, crtcs=0, connectors=0):
    """The ids of the display's crtcs and connectors, or how many there are."""
    room = [array.array("I", [0] * max(1, count)) for count in (crtcs, connectors)]
    asked = struct.pack(
        "=4Q4I4I", 0, room[0].buffer_info()[0], room[1].buffer_info()[0], 0, 0, crtcs, connectors, 0, 0, 0, 0, 0
    )
    answer = struct.unpack("=4Q4I4I", fcntl.ioctl(card, RESOURCES, asked))
    return (answer[5], answer[6]) if crtcs == 0 else (room[0][0], room[1][0])


card = os.open("/dev/dri/card0", os.O_RDWR)
objects = array.array("I", resources(card, *resources(card)))
try:
    fcntl.ioctl(card, CREATE_LEASE, struct.pack("=Q4I", objects.buffer_info()[0], len(objects), os.O_CLOEXEC, 0, 0))
    print(f"pid={os.getpid()} lease=0", flush=True)
except OSError as error:
    print(f"pid={os.getpid()} lease=-{error.errno}", flush=True)
time.sleep(1000)
