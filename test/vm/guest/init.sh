#!/bin/busybox sh
# The first program of a lane's machine, from its initial RAM disk: makes a root of the host's, read-only, with a
# file system in memory above it, and goes on in there. A word `lading.job=FILE` on the kernel's command line names
# what runs there; `lading.init=systemd` lets systemd start it, `lading.cgroup=v1` gives it hierarchies of version 1.
busybox=/bin/busybox
die() { $busybox echo "lading: $1"; $busybox poweroff -f; }
$busybox mkdir -p /proc /dev /host /new /memory
$busybox mount -t proc proc /proc
$busybox mount -t devtmpfs dev /dev || $busybox true
while read -r module; do $busybox insmod "/modules/$module"; done < /modules/order
$busybox mount -t virtiofs -o ro host /host || die 'the host shares no file system'
$busybox mount -t tmpfs -o size=100% memory /memory
$busybox mkdir /memory/upper /memory/work
$busybox mount -t overlay -o lowerdir=/host,upperdir=/memory/upper,workdir=/memory/work root /new || die 'no overlay'
set -- $($busybox cat /proc/cmdline)
for word; do
  case $word in lading.*=*) export "lading_${word#lading.}" ;; esac
done
$busybox mount --move /dev /new/dev
$busybox umount /proc
exec $busybox switch_root /new /bin/sh "$lading_guest/start.sh"
