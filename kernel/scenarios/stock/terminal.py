# SPDX-License-Identifier: GPL-2.0-only
"""Makes a virtual terminal its session's: terminal.py NODE [SECONDS]. With SECONDS it switches it by itself, and takes so long to let go."""
import fcntl
import os
import signal
import struct
import sys
import time

VT_SETMODE, VT_RELDISP = 0x5602, 0x5605
VT_PROCESS, GO, HAVE = 1, 1, 2

os.setsid()
terminal = os.open(sys.argv[1], os.O_RDWR)
if len(sys.argv) > 2:

    def let_go(*_):
        time.sleep(float(sys.argv[2]))
        fcntl.ioctl(terminal, VT_RELDISP, GO)

    signal.signal(signal.SIGUSR1, let_go)
    signal.signal(signal.SIGUSR2, lambda *_: fcntl.ioctl(terminal, VT_RELDISP, HAVE))
    fcntl.ioctl(terminal, VT_SETMODE, struct.pack("bbhhh", VT_PROCESS, 0, signal.SIGUSR1, signal.SIGUSR2, 0))
print("ready", flush=True)
while True:
    signal.pause()
