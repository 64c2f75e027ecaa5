# The second program of a lane's machine, in the host's root: what any init has to find, then the init itself.
# systemd would take a file of Docker's for a sign that it is in a container.
rm -f /.dockerenv
rm -rf /run
mkdir -p /run /tmp/scratch
mount -t tmpfs -o mode=755 run /run
mount -t proc proc /proc
mount -t sysfs sys /sys
mkdir -p /dev/pts /dev/shm /dev/mqueue
mount -t devpts -o gid=5,mode=620,ptmxmode=666 devpts /dev/pts
mount -t tmpfs shm /dev/shm
mount -t tmpfs -o mode=1777,size=50% scratch /tmp/scratch
mount -t mqueue mqueue /dev/mqueue
mkdir -p /lib/modules
ln -sfn "$lading_modules"/* /lib/modules/
mount -t securityfs securityfs /sys/kernel/security
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
if [ -d /sys/fs/selinux ]; then
  # All of a policy is one write(2).
  mount -t selinuxfs selinuxfs /sys/fs/selinux
  # Without it libselinux takes SELinux for disabled, and mount(8) leaves out context= (selinux_config(5)).
  mkdir -p /etc/selinux && echo SELINUX=enforcing > /etc/selinux/config
  { checkpolicy -M -U allow -c 33 -o /run/policy "$lading_guest/policy.conf" > /dev/null &&
    dd if=/run/policy of=/sys/fs/selinux/load bs=1M && echo 1 > /sys/fs/selinux/enforce; } ||
    { echo 'lading: the kernel does not take the policy'; busybox poweroff -f; }
fi
hostname lading
ip link set lo up
# A user without root, for who systemd starts a manager of his own.
echo 'eve:x:4242:4343::/tmp:/bin/sh' >> /etc/passwd
echo 'eve:*:20000:0:99999:7:::' >> /etc/shadow
echo 'eve:x:4343:' >> /etc/group
echo 'eve:700000:5000' >> /etc/subuid
echo 'eve:800000:5000' >> /etc/subgid
# A disk of its own, by a scheduler that weighs.
modprobe -a virtio_blk bfq && echo bfq > /sys/block/vda/queue/scheduler
if [ "$lading_init" = systemd ]; then
  mkdir -p /run/systemd/system/lading.target.wants /run/tmpfiles.d
  # What the host's packages would start, and no test needs.
  for unit in timers.target docker.socket podman.socket containerd.service systemd-timesyncd.service \
    apparmor.service systemd-binfmt.service proc-sys-fs-binfmt_misc.automount systemd-random-seed.service systemd-modules-load.service; do
    ln -s /dev/null "/run/systemd/system/$unit"
  done
  # Its files are of no use to anybody, and flushing them takes long.
  mkdir -p /run/systemd/journald.conf.d
  printf '%s\n' '[Journal]' Storage=volatile > /run/systemd/journald.conf.d/lading.conf
  # What it says is to empty /tmp, where the tests may be.
  ln -s /dev/null /run/tmpfiles.d/tmp.conf
  printf '%s\n' '[Unit]' 'Requires=basic.target dbus.socket' \
    'After=basic.target dbus.socket' AllowIsolate=yes > /run/systemd/system/lading.target
  # What the tests' first question would start is there before, and no difference afterwards.
  started='dbus.service systemd-logind.service user.slice'
  printf '%s\n' '[Unit]' "Wants=$started" "After=basic.target dbus.socket $started" '[Service]' Type=oneshot \
    "ExecStart=/bin/sh $lading_guest/job.sh $lading_job" 'StandardOutput=file:/dev/ttyS1' StandardError=inherit \
    Delegate=yes TasksMax=infinity TimeoutStartSec=infinity FailureAction=poweroff-force > /run/systemd/system/lading.service
  ln -s ../lading.service /run/systemd/system/lading.target.wants/lading.service
  exec /lib/systemd/systemd --unit=lading.target --show-status=yes
fi
case $lading_cgroup in
  v1)
    mount -t tmpfs -o mode=755 cgroup /sys/fs/cgroup
    for controller in $(awk '!/^#/ { print $1 }' /proc/cgroups); do
      mkdir "/sys/fs/cgroup/$controller"
      mount -t cgroup -o "$controller" cgroup "/sys/fs/cgroup/$controller"
    done
    ;;
  *) mount -t cgroup2 -o nsdelegate,memory_recursiveprot cgroup2 /sys/fs/cgroup ;;
esac
# The first process stays what inits are: a parent of last resort.
/bin/sh "$lading_guest/job.sh" "$lading_job" > /dev/ttyS1 2>&1 &
job=$!
while kill -0 $job 2> /dev/null; do wait $job; done
