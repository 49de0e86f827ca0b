# SPDX-License-Identifier: GPL-2.0-only
"""Sets the hardware clock's alarm (RTC_WKALM_SET), an hour from now."""
import fcntl
import os
import struct
import time

clock = os.open("/dev/rtc0", os.O_RDONLY)
later = time.gmtime(time.time() + 3600)
when = struct.pack("9i", later.tm_sec, later.tm_min, later.tm_hour, later.tm_mday, later.tm_mon - 1, later.tm_year - 1900, 0, 0, 0)
try:
    fcntl.ioctl(clock, 0x4028700F, struct.pack("BB2x", 1, 0) + when)
    print("set=0", flush=True)
except OSError as error:
    print(f"set=-{error.errno}", flush=True)
