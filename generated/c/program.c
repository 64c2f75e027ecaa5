/* Written by `npm run generate` from host/program.ts. Do not edit. */
#include "program.h"

static const char *const root_logFormat_choices[] = {"text", "json", NULL};

static const char *const root_logLevel_choices[] = {"error", "warning", "debug", NULL};

static const char *const root_cgroupManager_choices[] = {"cgroupfs", "systemd", "disabled", NULL};

static const struct option_spec root_options[] = {
	{"root", "--root <dir>", "--root", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --root <dir>"},
	{"log", "--log <destination>", "--log", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --log <destination>"},
	{"logFormat", "--log-format <format>", "--log-format", 0, OPTION_TEXT, root_logFormat_choices, NULL, NULL, NULL, "unknown log format type `\001`"},
	{"logLevel", "--log-level <level>", "--log-level", 0, OPTION_TEXT, root_logLevel_choices, NULL, NULL, NULL, "unknown verbosity `\001` specified"},
	{"debug", "--debug", "--debug", 0, OPTION_FLAG, NULL, NULL, "logLevel", "debug", "invalid value `\001` of --debug"},
	{"cgroupManager", "--cgroup-manager <manager>", "--cgroup-manager", 0, OPTION_TEXT, root_cgroupManager_choices, NULL, NULL, NULL, "unknown cgroup manager specified"},
	{"systemdCgroup", "--systemd-cgroup", "--systemd-cgroup", 0, OPTION_FLAG, NULL, NULL, "cgroupManager", "systemd", "invalid value `\001` of --systemd-cgroup"},
	{"rootless", "--rootless <value>", "--rootless", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --rootless <value>"},
	{"strict", "--strict", "--strict", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --strict"},
};

const struct command_spec program_root = {"", ANSWERED_BY_HOST, false, false, root_options, 9, NULL, 0, 
		"Usage: lading [options] <command> [options] [operands]\n"
		"\n"
		"An OCI container runtime that writes down everything it is about to do before it\n"
		"does any of it.\n"
		"\n"
		"Options:\n"
		"  --root <dir>                      where the state of containers is kept\n"
		"                                    (default: /run/lading for root, else\n"
		"                                    $XDG_RUNTIME_DIR/lading)\n"
		"  --log <destination>               append messages to a file (file:PATH, or\n"
		"                                    PATH; not through a link), or send them to\n"
		"                                    journald:NAME or syslog:NAME\n"
		"  --log-format <format>             form of the messages in the log: text\n"
		"                                    (default) or json\n"
		"  --log-level <level>               which messages: error (default), warning or\n"
		"                                    debug\n"
		"  --debug                           the same as --log-level debug\n"
		"  --cgroup-manager <manager>        who makes cgroups: cgroupfs (default),\n"
		"                                    systemd or disabled\n"
		"  --systemd-cgroup                  the same as --cgroup-manager systemd\n"
		"  --rootless <value>                accepted and ignored: what a caller may do\n"
		"                                    is found out, not told\n"
		"  --strict                          take warnings about config.json for errors\n"
		"  -v, --version                     print the version\n"
		"  -h, --help                        print this\n"
		"\n"
		"Commands:\n"
		"  run [options] <id>                create a container, start it, and wait for\n"
		"                                    its end\n"
		"  create [options] <id>             create a container, ready to be started\n"
		"  start <id>                        start a created container\n"
		"  exec [options] <id> [args...]     run one more program in a container\n"
		"  state <id>                        print the state of a container as JSON\n"
		"  kill [options] <id> [signal]      send a signal to a container's first process\n"
		"  delete [options] <id>             remove a container that has ended\n"
		"  list [options]                    list the containers\n"
		"  pause <id>                        stop every process of a container where it\n"
		"                                    is\n"
		"  resume <id>                       let a paused container go on\n"
		"  ps [options] <id>                 list the processes of a container\n"
		"  update [options] <id>             change the limits of a container that lives\n"
		"  mounts <verb> <id> <file>         mount more in a container that lives, or\n"
		"                                    take mounts off\n"
		"  events [options] <id>             print what a container uses, and when it ran\n"
		"                                    out of memory, as JSON\n"
		"  features                          print what lading understands of the\n"
		"                                    specification, as JSON\n"
		"  checkpoint [options] <id>         write a running container to files, from\n"
		"                                    which it can be restored (needs criu)\n"
		"  restore [options] <id>            make a container of what checkpoint wrote,\n"
		"                                    which goes on where it was (needs criu)\n"
		"  spec [options]                    write a config.json to start from\n"
		"  plan [options] [id] [args...]     show what a command would do, here or on\n"
		"                                    another host, and do nothing\n"
		"  explain [options] [id] [args...]  say why each action of a plan is there, or\n"
		"                                    what its seccomp filter does with a call\n"
		"  drift [options] <id>              compare a living container with its plan, as\n"
		"                                    the kernel shows it\n"
		"  facts [options] [name]            print what lading knows of a host, to plan\n"
		"                                    for it elsewhere\n"
		"  validate [options] [file]         list every problem of a config.json, and\n"
		"                                    what is dangerous or of no use in it\n"
		"  web [options] [config]            a page that plans in a browser as plan does,\n"
		"                                    to try configurations in\n"
		"  audit [options] <record>          check that what was carried out is what was\n"
		"                                    planned, and that the record of it is whole\n"
		"  diff [options] <a> <b>            show how two plans differ, and which change\n"
		"                                    of the configuration made it so\n"
		"  install [options] <engine>        show the configuration that makes a\n"
		"                                    container engine use lading, or write it\n"
		"  uninstall [options] <engine>      take back what install wrote\n"
		"  completion <shell>                print what makes a shell complete commands,\n"
		"                                    options and names of containers\n"
		"  man [command]                     print the manual page of lading, or of one\n"
		"                                    of its commands\n"
		"\n"
		"Examples:\n"
		"  lading run -b /srv/web web                           run the bundle /srv/web as the container web\n"
		"  lading create -b /srv/web --pid-file web.pid web     make everything but the last step\n"
		"  lading start web                                     let the created container web run its program\n"
		"  lading exec web ls -l /                              as the container's user\n"
		"  lading state web                                     is web created, running or stopped?\n"
		"  lading kill web                                      ask web to end\n"
		"  lading delete web                                    remove what is left of web\n"
		"  lading list --format json                            for programs\n"
		"  lading pause web                                     returns when the kernel has stopped them all\n"
		"  lading resume web                                    as if nothing had been\n"
		"  lading ps --format json web                          for programs\n"
		"  lading update --memory 256m --pids-limit 100 web     all of it, or nothing\n"
		"  lading mounts add web mounts.json                    all of them, or none\n"
		"  lading events --stats web                            memory, CPUs, processes, block devices\n"
		"  lading features                                      what engines look up before they ask for something\n"
		"  lading checkpoint --image-path /srv/images web       end web, to be restored from /srv/images\n"
		"  lading restore -d -b /srv/web --image-path /srv/images web in the background\n"
		"  lading spec -b /srv/web                              write /srv/web/config.json\n"
		"  lading plan -b /srv/web                              what would be done to create it here\n"
		"  lading explain -b /srv/web                           reason, specification, protection and undo\n"
		"  lading drift web                                     exit status 1 and each difference when it has changed\n"
		"  lading facts > host.json                             keep the facts of this host\n"
		"  lading validate config.json                          every problem, with its line\n"
		"  lading web                                           prints where; ends with ^C\n"
		"  lading audit web                                     exit status 0 when all is as it should be, else 1\n"
		"  lading diff old.json new.json                        of two configurations, here; exit status 1 when they differ\n"
		"  lading install podman                                which file, with what in it\n"
		"  lading uninstall docker --write                      docker knows lading no more\n"
		"  lading completion bash > /etc/bash_completion.d/lading for every bash on this host\n"
		"  lading man run | man -l -                            read it\n"};

static const struct option_spec run_options[] = {
	{"bundle", "-b, --bundle <dir>", "--bundle", 'b', OPTION_PATH, NULL, ".", NULL, NULL, "invalid value `\001` of -b, --bundle <dir>"},
	{"config", "-f, --config <file>", "--config", 'f', OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of -f, --config <file>"},
	{"consoleSocket", "--console-socket <path>", "--console-socket", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --console-socket <path>"},
	{"pidfdSocket", "--pidfd-socket <path>", "--pidfd-socket", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --pidfd-socket <path>"},
	{"preserveFds", "--preserve-fds <n>", "--preserve-fds", 0, OPTION_COUNT, NULL, NULL, NULL, NULL, "invalid preserve-fds specified"},
	{"noPivot", "--no-pivot", "--no-pivot", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --no-pivot"},
	{"pidFile", "--pid-file <file>", "--pid-file", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --pid-file <file>"},
	{"noSubreaper", "--no-subreaper", "--no-subreaper", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --no-subreaper"},
	{"noNewKeyring", "--no-new-keyring", "--no-new-keyring", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --no-new-keyring"},
	{"detach", "-d, --detach", "--detach", 'd', OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of -d, --detach"},
	{"keep", "--keep", "--keep", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --keep"},
	{"keepRecord", "--keep-record <dir>", "--keep-record", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --keep-record <dir>"},
	{"redact", "--redact", "--redact", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --redact"},
};

static const struct operand_spec run_operands[] = {
	{"id", false, false, false, NULL, NULL},
};

static const struct option_spec create_options[] = {
	{"bundle", "-b, --bundle <dir>", "--bundle", 'b', OPTION_PATH, NULL, ".", NULL, NULL, "invalid value `\001` of -b, --bundle <dir>"},
	{"config", "-f, --config <file>", "--config", 'f', OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of -f, --config <file>"},
	{"consoleSocket", "--console-socket <path>", "--console-socket", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --console-socket <path>"},
	{"pidfdSocket", "--pidfd-socket <path>", "--pidfd-socket", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --pidfd-socket <path>"},
	{"preserveFds", "--preserve-fds <n>", "--preserve-fds", 0, OPTION_COUNT, NULL, NULL, NULL, NULL, "invalid preserve-fds specified"},
	{"noPivot", "--no-pivot", "--no-pivot", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --no-pivot"},
	{"pidFile", "--pid-file <file>", "--pid-file", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --pid-file <file>"},
	{"noSubreaper", "--no-subreaper", "--no-subreaper", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --no-subreaper"},
	{"noNewKeyring", "--no-new-keyring", "--no-new-keyring", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --no-new-keyring"},
	{"redact", "--redact", "--redact", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --redact"},
};

static const struct operand_spec create_operands[] = {
	{"id", false, false, false, NULL, NULL},
};

static const struct operand_spec start_operands[] = {
	{"id", false, false, false, NULL, NULL},
};

static const struct option_spec exec_options[] = {
	{"process", "-p, --process <file>", "--process", 'p', OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of -p, --process <file>"},
	{"detach", "-d, --detach", "--detach", 'd', OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of -d, --detach"},
	{"tty", "-t, --tty", "--tty", 't', OPTION_SWITCH, NULL, NULL, NULL, NULL, "invalid value `\001` of -t, --tty"},
	{"user", "-u, --user <uid[:gid]>", "--user", 'u', OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of -u, --user <uid[:gid]>"},
	{"additionalGids", "-g, --additional-gids <gid>", "--additional-gids", 'g', OPTION_LIST, NULL, NULL, NULL, NULL, "invalid value `\001` of -g, --additional-gids <gid>"},
	{"cwd", "--cwd <dir>", "--cwd", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cwd <dir>"},
	{"env", "-e, --env <name=value>", "--env", 'e', OPTION_LIST, NULL, NULL, NULL, NULL, "invalid value `\001` of -e, --env <name=value>"},
	{"cap", "-c, --cap <name>", "--cap", 'c', OPTION_LIST, NULL, NULL, NULL, NULL, "invalid value `\001` of -c, --cap <name>"},
	{"noNewPrivs", "--no-new-privs", "--no-new-privs", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --no-new-privs"},
	{"apparmor", "--apparmor <name>", "--apparmor", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --apparmor <name>"},
	{"processLabel", "--process-label <label>", "--process-label", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --process-label <label>"},
	{"cgroup", "--cgroup <path>", "--cgroup", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cgroup <path>"},
	{"pidFile", "--pid-file <file>", "--pid-file", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --pid-file <file>"},
	{"consoleSocket", "--console-socket <path>", "--console-socket", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --console-socket <path>"},
	{"pidfdSocket", "--pidfd-socket <path>", "--pidfd-socket", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --pidfd-socket <path>"},
	{"preserveFds", "--preserve-fds <n>", "--preserve-fds", 0, OPTION_COUNT, NULL, NULL, NULL, NULL, "invalid preserve-fds specified"},
	{"ignorePaused", "--ignore-paused", "--ignore-paused", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --ignore-paused"},
	{"redact", "--redact", "--redact", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --redact"},
};

static const struct operand_spec exec_operands[] = {
	{"id", false, false, false, NULL, NULL},
	{"args", true, true, false, NULL, NULL},
};

static const struct operand_spec state_operands[] = {
	{"id", false, false, false, NULL, NULL},
};

static const struct option_spec kill_options[] = {
	{"all", "-a, --all", "--all", 'a', OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of -a, --all"},
	{"regex", "-r, --regex", "--regex", 'r', OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of -r, --regex"},
};

static const struct operand_spec kill_operands[] = {
	{"id", false, false, false, NULL, NULL},
	{"signal", true, false, false, NULL, NULL},
};

static const struct option_spec delete_options[] = {
	{"force", "-f, --force", "--force", 'f', OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of -f, --force"},
	{"regex", "-r, --regex", "--regex", 'r', OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of -r, --regex"},
	{"keepRecord", "--keep-record <dir>", "--keep-record", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --keep-record <dir>"},
	{"redact", "--redact", "--redact", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --redact"},
};

static const struct operand_spec delete_operands[] = {
	{"id", false, false, false, NULL, NULL},
};

static const char *const list_format_choices[] = {"table", "json", NULL};

static const struct option_spec list_options[] = {
	{"quiet", "-q, --quiet", "--quiet", 'q', OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of -q, --quiet"},
	{"format", "-f, --format <format>", "--format", 'f', OPTION_TEXT, list_format_choices, NULL, NULL, NULL, "invalid format `\001`: expected table or json"},
};

static const struct operand_spec pause_operands[] = {
	{"id", false, false, false, NULL, NULL},
};

static const struct operand_spec resume_operands[] = {
	{"id", false, false, false, NULL, NULL},
};

static const char *const ps_format_choices[] = {"table", "json", NULL};

static const struct option_spec ps_options[] = {
	{"format", "-f, --format <format>", "--format", 'f', OPTION_TEXT, ps_format_choices, NULL, NULL, NULL, "invalid format `\001`: expected table or json"},
};

static const struct operand_spec ps_operands[] = {
	{"id", false, false, false, NULL, NULL},
};

static const struct option_spec update_options[] = {
	{"resources", "-r, --resources <file>", "--resources", 'r', OPTION_INPUT, NULL, NULL, NULL, NULL, "invalid value `\001` of -r, --resources <file>"},
	{"blkioWeight", "--blkio-weight <n>", "--blkio-weight", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --blkio-weight <n>"},
	{"cpuBurst", "--cpu-burst <us>", "--cpu-burst", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cpu-burst <us>"},
	{"cpuIdle", "--cpu-idle <n>", "--cpu-idle", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cpu-idle <n>"},
	{"cpuPeriod", "--cpu-period <us>", "--cpu-period", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cpu-period <us>"},
	{"cpuQuota", "--cpu-quota <us>", "--cpu-quota", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cpu-quota <us>"},
	{"cpuRtPeriod", "--cpu-rt-period <us>", "--cpu-rt-period", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cpu-rt-period <us>"},
	{"cpuRtRuntime", "--cpu-rt-runtime <us>", "--cpu-rt-runtime", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cpu-rt-runtime <us>"},
	{"cpuShare", "--cpu-share <n>", "--cpu-share", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cpu-share <n>"},
	{"cpusetCpus", "--cpuset-cpus <list>", "--cpuset-cpus", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cpuset-cpus <list>"},
	{"cpusetMems", "--cpuset-mems <list>", "--cpuset-mems", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cpuset-mems <list>"},
	{"kernelMemory", "--kernel-memory <bytes>", "--kernel-memory", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --kernel-memory <bytes>"},
	{"kernelMemoryTcp", "--kernel-memory-tcp <bytes>", "--kernel-memory-tcp", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --kernel-memory-tcp <bytes>"},
	{"memory", "--memory <bytes>", "--memory", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --memory <bytes>"},
	{"memoryReservation", "--memory-reservation <bytes>", "--memory-reservation", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --memory-reservation <bytes>"},
	{"memorySwap", "--memory-swap <bytes>", "--memory-swap", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --memory-swap <bytes>"},
	{"pidsLimit", "--pids-limit <n>", "--pids-limit", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --pids-limit <n>"},
	{"l3CacheSchema", "--l3-cache-schema <line>", "--l3-cache-schema", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --l3-cache-schema <line>"},
	{"memBwSchema", "--mem-bw-schema <line>", "--mem-bw-schema", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --mem-bw-schema <line>"},
};

static const struct operand_spec update_operands[] = {
	{"id", false, false, false, NULL, NULL},
};

static const char *const mounts_verb_choices[] = {"add", "remove", NULL};

static const struct operand_spec mounts_operands[] = {
	{"verb", false, false, false, mounts_verb_choices, "unknown command \001"},
	{"id", false, false, false, NULL, NULL},
	{"file", false, false, true, NULL, NULL},
};

static const struct option_spec events_options[] = {
	{"stats", "--stats", "--stats", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --stats"},
	{"interval", "--interval <duration>", "--interval", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --interval <duration>"},
};

static const struct operand_spec events_operands[] = {
	{"id", false, false, false, NULL, NULL},
};

static const char *const checkpoint_networkLock_choices[] = {"iptables", "nftables", "skip", NULL};

static const char *const checkpoint_manageCgroupsMode_choices[] = {"soft", "ignore", "full", "strict", NULL};

static const char *const checkpoint_emptyNs_choices[] = {"network", NULL};

static const struct option_spec checkpoint_options[] = {
	{"imagePath", "--image-path <dir>", "--image-path", 0, OPTION_PATH, NULL, "checkpoint", NULL, NULL, "invalid value `\001` of --image-path <dir>"},
	{"workPath", "--work-path <dir>", "--work-path", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --work-path <dir>"},
	{"tcpEstablished", "--tcp-established", "--tcp-established", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --tcp-established"},
	{"extUnixSk", "--ext-unix-sk", "--ext-unix-sk", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --ext-unix-sk"},
	{"shellJob", "--shell-job", "--shell-job", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --shell-job"},
	{"fileLocks", "--file-locks", "--file-locks", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --file-locks"},
	{"networkLock", "--network-lock <method>", "--network-lock", 0, OPTION_TEXT, checkpoint_networkLock_choices, NULL, NULL, NULL, "unknown network lock method specified"},
	{"manageCgroupsMode", "--manage-cgroups-mode <mode>", "--manage-cgroups-mode", 0, OPTION_TEXT, checkpoint_manageCgroupsMode_choices, NULL, NULL, NULL, "unknown cgroup mode specified"},
	{"emptyNs", "--empty-ns <type>", "--empty-ns", 0, OPTION_TEXT, checkpoint_emptyNs_choices, NULL, NULL, NULL, "unknown namespace `\001` specified: expected network"},
	{"leaveRunning", "--leave-running", "--leave-running", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --leave-running"},
	{"parentPath", "--parent-path <dir>", "--parent-path", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --parent-path <dir>"},
	{"preDump", "--pre-dump", "--pre-dump", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --pre-dump"},
};

static const struct operand_spec checkpoint_operands[] = {
	{"id", false, false, false, NULL, NULL},
};

static const char *const restore_networkLock_choices[] = {"iptables", "nftables", "skip", NULL};

static const char *const restore_manageCgroupsMode_choices[] = {"soft", "ignore", "full", "strict", NULL};

static const char *const restore_emptyNs_choices[] = {"network", NULL};

static const struct option_spec restore_options[] = {
	{"bundle", "-b, --bundle <dir>", "--bundle", 'b', OPTION_PATH, NULL, ".", NULL, NULL, "invalid value `\001` of -b, --bundle <dir>"},
	{"imagePath", "--image-path <dir>", "--image-path", 0, OPTION_PATH, NULL, "checkpoint", NULL, NULL, "invalid value `\001` of --image-path <dir>"},
	{"workPath", "--work-path <dir>", "--work-path", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --work-path <dir>"},
	{"tcpEstablished", "--tcp-established", "--tcp-established", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --tcp-established"},
	{"extUnixSk", "--ext-unix-sk", "--ext-unix-sk", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --ext-unix-sk"},
	{"shellJob", "--shell-job", "--shell-job", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --shell-job"},
	{"fileLocks", "--file-locks", "--file-locks", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --file-locks"},
	{"networkLock", "--network-lock <method>", "--network-lock", 0, OPTION_TEXT, restore_networkLock_choices, NULL, NULL, NULL, "unknown network lock method specified"},
	{"manageCgroupsMode", "--manage-cgroups-mode <mode>", "--manage-cgroups-mode", 0, OPTION_TEXT, restore_manageCgroupsMode_choices, NULL, NULL, NULL, "unknown cgroup mode specified"},
	{"emptyNs", "--empty-ns <type>", "--empty-ns", 0, OPTION_TEXT, restore_emptyNs_choices, NULL, NULL, NULL, "unknown namespace `\001` specified: expected network"},
	{"tcpClose", "--tcp-close", "--tcp-close", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --tcp-close"},
	{"lsmProfile", "--lsm-profile <type:name>", "--lsm-profile", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --lsm-profile <type:name>"},
	{"lsmMountContext", "--lsm-mount-context <context>", "--lsm-mount-context", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --lsm-mount-context <context>"},
	{"detach", "-d, --detach", "--detach", 'd', OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of -d, --detach"},
	{"pidFile", "--pid-file <file>", "--pid-file", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --pid-file <file>"},
	{"consoleSocket", "--console-socket <path>", "--console-socket", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --console-socket <path>"},
	{"noPivot", "--no-pivot", "--no-pivot", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --no-pivot"},
	{"noSubreaper", "--no-subreaper", "--no-subreaper", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --no-subreaper"},
	{"redact", "--redact", "--redact", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --redact"},
};

static const struct operand_spec restore_operands[] = {
	{"id", false, false, false, NULL, NULL},
};

static const struct option_spec spec_options[] = {
	{"bundle", "-b, --bundle <dir>", "--bundle", 'b', OPTION_PATH, NULL, ".", NULL, NULL, "invalid value `\001` of -b, --bundle <dir>"},
	{"file", "-f, --file <file>", "--file", 'f', OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of -f, --file <file>"},
	{"rootless", "--rootless", "--rootless", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --rootless"},
};

static const char *const plan_command_choices[] = {"create", "run", "start", "kill", "delete", "pause", "resume", "update", "mounts", "exec", "checkpoint", "restore", NULL};

static const char *const plan_networkLock_choices[] = {"iptables", "nftables", "skip", NULL};

static const char *const plan_manageCgroupsMode_choices[] = {"soft", "ignore", "full", "strict", NULL};

static const char *const plan_emptyNs_choices[] = {"network", NULL};

static const char *const plan_format_choices[] = {"text", "json", NULL};

static const struct option_spec plan_options[] = {
	{"command", "--command <command>", "--command", 0, OPTION_TEXT, plan_command_choices, NULL, NULL, NULL, "unknown command \001: expected one of create, run, start, kill, delete, pause, resume, update, mounts, exec, checkpoint, restore"},
	{"facts", "--facts <file|name>", "--facts", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --facts <file|name>"},
	{"planned", "--planned", "--planned", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --planned"},
	{"config", "-f, --config <file>", "--config", 'f', OPTION_INPUT, NULL, NULL, NULL, NULL, "invalid value `\001` of -f, --config <file>"},
	{"bundle", "-b, --bundle <dir>", "--bundle", 'b', OPTION_PATH, NULL, ".", NULL, NULL, "invalid value `\001` of -b, --bundle <dir>"},
	{"consoleSocket", "--console-socket <path>", "--console-socket", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --console-socket <path>"},
	{"pidfdSocket", "--pidfd-socket <path>", "--pidfd-socket", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --pidfd-socket <path>"},
	{"preserveFds", "--preserve-fds <n>", "--preserve-fds", 0, OPTION_COUNT, NULL, NULL, NULL, NULL, "invalid preserve-fds specified"},
	{"noPivot", "--no-pivot", "--no-pivot", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --no-pivot"},
	{"pidFile", "--pid-file <file>", "--pid-file", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --pid-file <file>"},
	{"noSubreaper", "--no-subreaper", "--no-subreaper", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --no-subreaper"},
	{"noNewKeyring", "--no-new-keyring", "--no-new-keyring", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --no-new-keyring"},
	{"detach", "-d, --detach", "--detach", 'd', OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of -d, --detach"},
	{"keep", "--keep", "--keep", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --keep"},
	{"keepRecord", "--keep-record <dir>", "--keep-record", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --keep-record <dir>"},
	{"redact", "--redact", "--redact", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --redact"},
	{"resources", "-r, --resources <file>", "--resources", 'r', OPTION_INPUT, NULL, NULL, NULL, NULL, "invalid value `\001` of -r, --resources <file>"},
	{"blkioWeight", "--blkio-weight <n>", "--blkio-weight", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --blkio-weight <n>"},
	{"cpuBurst", "--cpu-burst <us>", "--cpu-burst", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cpu-burst <us>"},
	{"cpuIdle", "--cpu-idle <n>", "--cpu-idle", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cpu-idle <n>"},
	{"cpuPeriod", "--cpu-period <us>", "--cpu-period", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cpu-period <us>"},
	{"cpuQuota", "--cpu-quota <us>", "--cpu-quota", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cpu-quota <us>"},
	{"cpuRtPeriod", "--cpu-rt-period <us>", "--cpu-rt-period", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cpu-rt-period <us>"},
	{"cpuRtRuntime", "--cpu-rt-runtime <us>", "--cpu-rt-runtime", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cpu-rt-runtime <us>"},
	{"cpuShare", "--cpu-share <n>", "--cpu-share", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cpu-share <n>"},
	{"cpusetCpus", "--cpuset-cpus <list>", "--cpuset-cpus", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cpuset-cpus <list>"},
	{"cpusetMems", "--cpuset-mems <list>", "--cpuset-mems", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cpuset-mems <list>"},
	{"kernelMemory", "--kernel-memory <bytes>", "--kernel-memory", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --kernel-memory <bytes>"},
	{"kernelMemoryTcp", "--kernel-memory-tcp <bytes>", "--kernel-memory-tcp", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --kernel-memory-tcp <bytes>"},
	{"memory", "--memory <bytes>", "--memory", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --memory <bytes>"},
	{"memoryReservation", "--memory-reservation <bytes>", "--memory-reservation", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --memory-reservation <bytes>"},
	{"memorySwap", "--memory-swap <bytes>", "--memory-swap", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --memory-swap <bytes>"},
	{"pidsLimit", "--pids-limit <n>", "--pids-limit", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --pids-limit <n>"},
	{"l3CacheSchema", "--l3-cache-schema <line>", "--l3-cache-schema", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --l3-cache-schema <line>"},
	{"memBwSchema", "--mem-bw-schema <line>", "--mem-bw-schema", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --mem-bw-schema <line>"},
	{"process", "-p, --process <file>", "--process", 'p', OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of -p, --process <file>"},
	{"tty", "-t, --tty", "--tty", 't', OPTION_SWITCH, NULL, NULL, NULL, NULL, "invalid value `\001` of -t, --tty"},
	{"user", "-u, --user <uid[:gid]>", "--user", 'u', OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of -u, --user <uid[:gid]>"},
	{"additionalGids", "-g, --additional-gids <gid>", "--additional-gids", 'g', OPTION_LIST, NULL, NULL, NULL, NULL, "invalid value `\001` of -g, --additional-gids <gid>"},
	{"cwd", "--cwd <dir>", "--cwd", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cwd <dir>"},
	{"env", "-e, --env <name=value>", "--env", 'e', OPTION_LIST, NULL, NULL, NULL, NULL, "invalid value `\001` of -e, --env <name=value>"},
	{"cap", "-c, --cap <name>", "--cap", 'c', OPTION_LIST, NULL, NULL, NULL, NULL, "invalid value `\001` of -c, --cap <name>"},
	{"noNewPrivs", "--no-new-privs", "--no-new-privs", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --no-new-privs"},
	{"apparmor", "--apparmor <name>", "--apparmor", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --apparmor <name>"},
	{"processLabel", "--process-label <label>", "--process-label", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --process-label <label>"},
	{"cgroup", "--cgroup <path>", "--cgroup", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cgroup <path>"},
	{"ignorePaused", "--ignore-paused", "--ignore-paused", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --ignore-paused"},
	{"imagePath", "--image-path <dir>", "--image-path", 0, OPTION_PATH, NULL, "checkpoint", NULL, NULL, "invalid value `\001` of --image-path <dir>"},
	{"workPath", "--work-path <dir>", "--work-path", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --work-path <dir>"},
	{"tcpEstablished", "--tcp-established", "--tcp-established", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --tcp-established"},
	{"extUnixSk", "--ext-unix-sk", "--ext-unix-sk", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --ext-unix-sk"},
	{"shellJob", "--shell-job", "--shell-job", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --shell-job"},
	{"fileLocks", "--file-locks", "--file-locks", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --file-locks"},
	{"networkLock", "--network-lock <method>", "--network-lock", 0, OPTION_TEXT, plan_networkLock_choices, NULL, NULL, NULL, "unknown network lock method specified"},
	{"manageCgroupsMode", "--manage-cgroups-mode <mode>", "--manage-cgroups-mode", 0, OPTION_TEXT, plan_manageCgroupsMode_choices, NULL, NULL, NULL, "unknown cgroup mode specified"},
	{"emptyNs", "--empty-ns <type>", "--empty-ns", 0, OPTION_TEXT, plan_emptyNs_choices, NULL, NULL, NULL, "unknown namespace `\001` specified: expected network"},
	{"leaveRunning", "--leave-running", "--leave-running", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --leave-running"},
	{"parentPath", "--parent-path <dir>", "--parent-path", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --parent-path <dir>"},
	{"preDump", "--pre-dump", "--pre-dump", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --pre-dump"},
	{"tcpClose", "--tcp-close", "--tcp-close", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --tcp-close"},
	{"lsmProfile", "--lsm-profile <type:name>", "--lsm-profile", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --lsm-profile <type:name>"},
	{"lsmMountContext", "--lsm-mount-context <context>", "--lsm-mount-context", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --lsm-mount-context <context>"},
	{"force", "--force", "--force", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --force"},
	{"all", "--all", "--all", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --all"},
	{"signal", "--signal <signal>", "--signal", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --signal <signal>"},
	{"format", "--format <format>", "--format", 0, OPTION_TEXT, plan_format_choices, NULL, NULL, NULL, "invalid format `\001`: expected text or json"},
	{"digest", "--digest", "--digest", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --digest"},
	{"html", "--html <file>", "--html", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --html <file>"},
};

static const struct operand_spec plan_operands[] = {
	{"id", true, false, false, NULL, NULL},
	{"args", true, false, false, NULL, NULL},
};

static const char *const explain_command_choices[] = {"create", "run", "start", "kill", "delete", "pause", "resume", "update", "mounts", "exec", "checkpoint", "restore", NULL};

static const char *const explain_networkLock_choices[] = {"iptables", "nftables", "skip", NULL};

static const char *const explain_manageCgroupsMode_choices[] = {"soft", "ignore", "full", "strict", NULL};

static const char *const explain_emptyNs_choices[] = {"network", NULL};

static const char *const explain_format_choices[] = {"text", "json", NULL};

static const struct option_spec explain_options[] = {
	{"command", "--command <command>", "--command", 0, OPTION_TEXT, explain_command_choices, NULL, NULL, NULL, "unknown command \001: expected one of create, run, start, kill, delete, pause, resume, update, mounts, exec, checkpoint, restore"},
	{"facts", "--facts <file|name>", "--facts", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --facts <file|name>"},
	{"planned", "--planned", "--planned", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --planned"},
	{"config", "-f, --config <file>", "--config", 'f', OPTION_INPUT, NULL, NULL, NULL, NULL, "invalid value `\001` of -f, --config <file>"},
	{"bundle", "-b, --bundle <dir>", "--bundle", 'b', OPTION_PATH, NULL, ".", NULL, NULL, "invalid value `\001` of -b, --bundle <dir>"},
	{"consoleSocket", "--console-socket <path>", "--console-socket", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --console-socket <path>"},
	{"pidfdSocket", "--pidfd-socket <path>", "--pidfd-socket", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --pidfd-socket <path>"},
	{"preserveFds", "--preserve-fds <n>", "--preserve-fds", 0, OPTION_COUNT, NULL, NULL, NULL, NULL, "invalid preserve-fds specified"},
	{"noPivot", "--no-pivot", "--no-pivot", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --no-pivot"},
	{"pidFile", "--pid-file <file>", "--pid-file", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --pid-file <file>"},
	{"noSubreaper", "--no-subreaper", "--no-subreaper", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --no-subreaper"},
	{"noNewKeyring", "--no-new-keyring", "--no-new-keyring", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --no-new-keyring"},
	{"detach", "-d, --detach", "--detach", 'd', OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of -d, --detach"},
	{"keep", "--keep", "--keep", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --keep"},
	{"keepRecord", "--keep-record <dir>", "--keep-record", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --keep-record <dir>"},
	{"redact", "--redact", "--redact", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --redact"},
	{"resources", "-r, --resources <file>", "--resources", 'r', OPTION_INPUT, NULL, NULL, NULL, NULL, "invalid value `\001` of -r, --resources <file>"},
	{"blkioWeight", "--blkio-weight <n>", "--blkio-weight", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --blkio-weight <n>"},
	{"cpuBurst", "--cpu-burst <us>", "--cpu-burst", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cpu-burst <us>"},
	{"cpuIdle", "--cpu-idle <n>", "--cpu-idle", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cpu-idle <n>"},
	{"cpuPeriod", "--cpu-period <us>", "--cpu-period", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cpu-period <us>"},
	{"cpuQuota", "--cpu-quota <us>", "--cpu-quota", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cpu-quota <us>"},
	{"cpuRtPeriod", "--cpu-rt-period <us>", "--cpu-rt-period", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cpu-rt-period <us>"},
	{"cpuRtRuntime", "--cpu-rt-runtime <us>", "--cpu-rt-runtime", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cpu-rt-runtime <us>"},
	{"cpuShare", "--cpu-share <n>", "--cpu-share", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cpu-share <n>"},
	{"cpusetCpus", "--cpuset-cpus <list>", "--cpuset-cpus", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cpuset-cpus <list>"},
	{"cpusetMems", "--cpuset-mems <list>", "--cpuset-mems", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cpuset-mems <list>"},
	{"kernelMemory", "--kernel-memory <bytes>", "--kernel-memory", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --kernel-memory <bytes>"},
	{"kernelMemoryTcp", "--kernel-memory-tcp <bytes>", "--kernel-memory-tcp", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --kernel-memory-tcp <bytes>"},
	{"memory", "--memory <bytes>", "--memory", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --memory <bytes>"},
	{"memoryReservation", "--memory-reservation <bytes>", "--memory-reservation", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --memory-reservation <bytes>"},
	{"memorySwap", "--memory-swap <bytes>", "--memory-swap", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --memory-swap <bytes>"},
	{"pidsLimit", "--pids-limit <n>", "--pids-limit", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --pids-limit <n>"},
	{"l3CacheSchema", "--l3-cache-schema <line>", "--l3-cache-schema", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --l3-cache-schema <line>"},
	{"memBwSchema", "--mem-bw-schema <line>", "--mem-bw-schema", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --mem-bw-schema <line>"},
	{"process", "-p, --process <file>", "--process", 'p', OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of -p, --process <file>"},
	{"tty", "-t, --tty", "--tty", 't', OPTION_SWITCH, NULL, NULL, NULL, NULL, "invalid value `\001` of -t, --tty"},
	{"user", "-u, --user <uid[:gid]>", "--user", 'u', OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of -u, --user <uid[:gid]>"},
	{"additionalGids", "-g, --additional-gids <gid>", "--additional-gids", 'g', OPTION_LIST, NULL, NULL, NULL, NULL, "invalid value `\001` of -g, --additional-gids <gid>"},
	{"cwd", "--cwd <dir>", "--cwd", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cwd <dir>"},
	{"env", "-e, --env <name=value>", "--env", 'e', OPTION_LIST, NULL, NULL, NULL, NULL, "invalid value `\001` of -e, --env <name=value>"},
	{"cap", "-c, --cap <name>", "--cap", 'c', OPTION_LIST, NULL, NULL, NULL, NULL, "invalid value `\001` of -c, --cap <name>"},
	{"noNewPrivs", "--no-new-privs", "--no-new-privs", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --no-new-privs"},
	{"apparmor", "--apparmor <name>", "--apparmor", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --apparmor <name>"},
	{"processLabel", "--process-label <label>", "--process-label", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --process-label <label>"},
	{"cgroup", "--cgroup <path>", "--cgroup", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --cgroup <path>"},
	{"ignorePaused", "--ignore-paused", "--ignore-paused", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --ignore-paused"},
	{"imagePath", "--image-path <dir>", "--image-path", 0, OPTION_PATH, NULL, "checkpoint", NULL, NULL, "invalid value `\001` of --image-path <dir>"},
	{"workPath", "--work-path <dir>", "--work-path", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --work-path <dir>"},
	{"tcpEstablished", "--tcp-established", "--tcp-established", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --tcp-established"},
	{"extUnixSk", "--ext-unix-sk", "--ext-unix-sk", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --ext-unix-sk"},
	{"shellJob", "--shell-job", "--shell-job", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --shell-job"},
	{"fileLocks", "--file-locks", "--file-locks", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --file-locks"},
	{"networkLock", "--network-lock <method>", "--network-lock", 0, OPTION_TEXT, explain_networkLock_choices, NULL, NULL, NULL, "unknown network lock method specified"},
	{"manageCgroupsMode", "--manage-cgroups-mode <mode>", "--manage-cgroups-mode", 0, OPTION_TEXT, explain_manageCgroupsMode_choices, NULL, NULL, NULL, "unknown cgroup mode specified"},
	{"emptyNs", "--empty-ns <type>", "--empty-ns", 0, OPTION_TEXT, explain_emptyNs_choices, NULL, NULL, NULL, "unknown namespace `\001` specified: expected network"},
	{"leaveRunning", "--leave-running", "--leave-running", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --leave-running"},
	{"parentPath", "--parent-path <dir>", "--parent-path", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --parent-path <dir>"},
	{"preDump", "--pre-dump", "--pre-dump", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --pre-dump"},
	{"tcpClose", "--tcp-close", "--tcp-close", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --tcp-close"},
	{"lsmProfile", "--lsm-profile <type:name>", "--lsm-profile", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --lsm-profile <type:name>"},
	{"lsmMountContext", "--lsm-mount-context <context>", "--lsm-mount-context", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --lsm-mount-context <context>"},
	{"force", "--force", "--force", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --force"},
	{"all", "--all", "--all", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --all"},
	{"signal", "--signal <signal>", "--signal", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --signal <signal>"},
	{"action", "--action <number|kind>", "--action", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --action <number|kind>"},
	{"syscall", "--syscall <name|number>", "--syscall", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --syscall <name|number>"},
	{"arg", "--arg <N=V>", "--arg", 0, OPTION_LIST, NULL, NULL, NULL, NULL, "invalid value `\001` of --arg <N=V>"},
	{"arch", "--arch <architecture>", "--arch", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --arch <architecture>"},
	{"bpf", "--bpf", "--bpf", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --bpf"},
	{"format", "--format <format>", "--format", 0, OPTION_TEXT, explain_format_choices, NULL, NULL, NULL, "invalid format `\001`: expected text or json"},
};

static const struct operand_spec explain_operands[] = {
	{"id", true, false, false, NULL, NULL},
	{"args", true, false, false, NULL, NULL},
};

static const char *const drift_format_choices[] = {"text", "json", NULL};

static const struct option_spec drift_options[] = {
	{"format", "--format <format>", "--format", 0, OPTION_TEXT, drift_format_choices, NULL, NULL, NULL, "invalid format `\001`: expected text or json"},
};

static const struct operand_spec drift_operands[] = {
	{"id", false, false, false, NULL, NULL},
};

static const struct option_spec facts_options[] = {
	{"list", "--list", "--list", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --list"},
};

static const struct operand_spec facts_operands[] = {
	{"name", true, false, false, NULL, NULL},
};

static const char *const validate_format_choices[] = {"text", "json", "sarif", NULL};

static const struct option_spec validate_options[] = {
	{"bundle", "-b, --bundle <dir>", "--bundle", 'b', OPTION_PATH, NULL, ".", NULL, NULL, "invalid value `\001` of -b, --bundle <dir>"},
	{"format", "--format <format>", "--format", 0, OPTION_TEXT, validate_format_choices, NULL, NULL, NULL, "invalid format `\001`: expected text, json or sarif"},
	{"strict", "--strict", "--strict", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --strict"},
};

static const struct operand_spec validate_operands[] = {
	{"file", true, false, false, NULL, NULL},
};

static const struct option_spec web_options[] = {
	{"port", "--port <n>", "--port", 0, OPTION_COUNT, NULL, NULL, NULL, NULL, "invalid value `\001` of --port <n>"},
	{"html", "--html <file>", "--html", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --html <file>"},
};

static const struct operand_spec web_operands[] = {
	{"config", true, false, false, NULL, NULL},
};

static const char *const audit_format_choices[] = {"text", "json", NULL};

static const struct option_spec audit_options[] = {
	{"format", "--format <format>", "--format", 0, OPTION_TEXT, audit_format_choices, NULL, NULL, NULL, "invalid format `\001`: expected text or json"},
	{"expect", "--expect <digest>", "--expect", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --expect <digest>"},
	{"engine", "--engine <file>", "--engine", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --engine <file>"},
	{"export", "--export <file>", "--export", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --export <file>"},
	{"redact", "--redact", "--redact", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --redact"},
	{"originals", "--originals <file>", "--originals", 0, OPTION_LIST, NULL, NULL, NULL, NULL, "invalid value `\001` of --originals <file>"},
	{"attest", "--attest <file>", "--attest", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --attest <file>"},
	{"key", "--key <file>", "--key", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --key <file>"},
	{"verify", "--verify <file>", "--verify", 0, OPTION_PATH, NULL, NULL, NULL, NULL, "invalid value `\001` of --verify <file>"},
};

static const struct operand_spec audit_operands[] = {
	{"record", false, false, false, NULL, NULL},
};

static const char *const diff_command_choices[] = {"create", "run", NULL};

static const char *const diff_format_choices[] = {"text", "json", NULL};

static const struct option_spec diff_options[] = {
	{"command", "--command <command>", "--command", 0, OPTION_TEXT, diff_command_choices, NULL, NULL, NULL, "unknown command \001: expected one of create, run"},
	{"facts", "--facts <file|name>", "--facts", 0, OPTION_TEXT, NULL, NULL, NULL, NULL, "invalid value `\001` of --facts <file|name>"},
	{"format", "--format <format>", "--format", 0, OPTION_TEXT, diff_format_choices, NULL, NULL, NULL, "invalid format `\001`: expected text or json"},
};

static const struct operand_spec diff_operands[] = {
	{"a", false, false, false, NULL, NULL},
	{"b", false, false, false, NULL, NULL},
};

static const struct option_spec install_options[] = {
	{"user", "--user", "--user", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --user"},
	{"write", "--write", "--write", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --write"},
};

static const struct operand_spec install_operands[] = {
	{"engine", false, false, false, NULL, NULL},
};

static const struct option_spec uninstall_options[] = {
	{"user", "--user", "--user", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --user"},
	{"write", "--write", "--write", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, "invalid value `\001` of --write"},
};

static const struct operand_spec uninstall_operands[] = {
	{"engine", false, false, false, NULL, NULL},
};

static const struct operand_spec completion_operands[] = {
	{"shell", false, false, false, NULL, NULL},
};

static const struct operand_spec man_operands[] = {
	{"command", true, false, false, NULL, NULL},
};

const struct command_spec program_commands[] = {
	{"run", ANSWERED_BY_ENGINE, true, true, run_options, 13, run_operands, 1, 
		"Usage: lading run [options] <id>\n"
		"\n"
		"create a container, start it, and wait for its end\n"
		"\n"
		"Arguments:\n"
		"  id                       the container's name\n"
		"\n"
		"Options:\n"
		"  -b, --bundle <dir>       directory of config.json and usually the root\n"
		"                           filesystem (default: the current one)\n"
		"  -f, --config <file>      the configuration (default: config.json in the\n"
		"                           bundle)\n"
		"  --console-socket <path>  unix socket that is to receive the terminal's master\n"
		"                           side\n"
		"  --pidfd-socket <path>    unix socket that is to receive a descriptor of the\n"
		"                           process (pidfd_open(2))\n"
		"  --preserve-fds <n>       pass this many file descriptors on, from 3\n"
		"  --no-pivot               move the root instead of pivot_root\n"
		"  --pid-file <file>        write the process id of the container's first process\n"
		"                           there\n"
		"  --no-subreaper           accepted and ignored: orphans are adopted by nobody\n"
		"                           here\n"
		"  --no-new-keyring         keep the caller's session keyring\n"
		"  -d, --detach             return as soon as the container runs\n"
		"  --keep                   keep the state when the container has ended\n"
		"  --keep-record <dir>      keep the records of what was done, as <dir>/<id>,\n"
		"                           when the state goes (see lading audit)\n"
		"  --redact                 keep digests in the place of arguments and\n"
		"                           environments: in records behind the first, and in all\n"
		"                           that is kept when the state goes\n"
		"  -h, --help               print this\n"
		"\n"
		"Examples:\n"
		"  lading run -b /srv/web web\n"
		"      run the bundle /srv/web as the container web\n"
		"  lading run -d -b /srv/web web\n"
		"      the same, in the background\n"},
	{"create", ANSWERED_BY_ENGINE, true, true, create_options, 10, create_operands, 1, 
		"Usage: lading create [options] <id>\n"
		"\n"
		"create a container, ready to be started\n"
		"\n"
		"Arguments:\n"
		"  id                       the container's name\n"
		"\n"
		"Options:\n"
		"  -b, --bundle <dir>       directory of config.json and usually the root\n"
		"                           filesystem (default: the current one)\n"
		"  -f, --config <file>      the configuration (default: config.json in the\n"
		"                           bundle)\n"
		"  --console-socket <path>  unix socket that is to receive the terminal's master\n"
		"                           side\n"
		"  --pidfd-socket <path>    unix socket that is to receive a descriptor of the\n"
		"                           process (pidfd_open(2))\n"
		"  --preserve-fds <n>       pass this many file descriptors on, from 3\n"
		"  --no-pivot               move the root instead of pivot_root\n"
		"  --pid-file <file>        write the process id of the container's first process\n"
		"                           there\n"
		"  --no-subreaper           accepted and ignored: orphans are adopted by nobody\n"
		"                           here\n"
		"  --no-new-keyring         keep the caller's session keyring\n"
		"  --redact                 keep digests in the place of arguments and\n"
		"                           environments: in records behind the first, and in all\n"
		"                           that is kept when the state goes\n"
		"  -h, --help               print this\n"
		"\n"
		"Examples:\n"
		"  lading create -b /srv/web --pid-file web.pid web\n"
		"      make everything but the last step\n"},
	{"start", ANSWERED_BY_ENGINE, false, false, NULL, 0, start_operands, 1, 
		"Usage: lading start [options] <id>\n"
		"\n"
		"start a created container\n"
		"\n"
		"Arguments:\n"
		"  id          the container's name\n"
		"\n"
		"Options:\n"
		"  -h, --help  print this\n"
		"\n"
		"Examples:\n"
		"  lading start web\n"
		"      let the created container web run its program\n"},
	{"exec", ANSWERED_BY_ENGINE, true, false, exec_options, 18, exec_operands, 2, 
		"Usage: lading exec [options] <id> [args...]\n"
		"\n"
		"run one more program in a container\n"
		"\n"
		"Arguments:\n"
		"  id                           the container's name\n"
		"  args                         the program and its arguments\n"
		"\n"
		"Options:\n"
		"  -p, --process <file>         the process as JSON, as in config.json, instead\n"
		"                               of operands and options\n"
		"  -d, --detach                 return as soon as it runs\n"
		"  -t, --tty                    on a terminal of its own (--tty=no and\n"
		"                               --tty=false: not so)\n"
		"  -u, --user <uid[:gid]>       the user, by numbers (default: the container's)\n"
		"  -g, --additional-gids <gid>  one more group; may be given often\n"
		"  --cwd <dir>                  working directory (default: /)\n"
		"  -e, --env <name=value>       a variable, beside the container's own; may be\n"
		"                               given often\n"
		"  -c, --cap <name>             a capability, in place of the container's; may be\n"
		"                               given often\n"
		"  --no-new-privs               gain no privileges by executing programs\n"
		"  --apparmor <name>            the AppArmor profile\n"
		"  --process-label <label>      the SELinux label\n"
		"  --cgroup <path>              a cgroup below the container's\n"
		"  --pid-file <file>            write its process id there\n"
		"  --console-socket <path>      unix socket that is to receive the terminal's\n"
		"                               master side\n"
		"  --pidfd-socket <path>        unix socket that is to receive a descriptor of\n"
		"                               the process (pidfd_open(2))\n"
		"  --preserve-fds <n>           pass this many file descriptors on, from 3\n"
		"  --ignore-paused              into a paused container too: it goes on when the\n"
		"                               container does\n"
		"  --redact                     keep digests in the place of arguments and\n"
		"                               environments in its record\n"
		"  -h, --help                   print this\n"
		"\n"
		"Examples:\n"
		"  lading exec web ls -l /\n"
		"      as the container's user\n"
		"  lading exec -u 0 -e DEBUG=1 web id\n"
		"      as root, with one more variable\n"},
	{"state", ANSWERED_BY_ENGINE, false, false, NULL, 0, state_operands, 1, 
		"Usage: lading state [options] <id>\n"
		"\n"
		"print the state of a container as JSON\n"
		"\n"
		"Arguments:\n"
		"  id          the container's name\n"
		"\n"
		"Options:\n"
		"  -h, --help  print this\n"
		"\n"
		"Examples:\n"
		"  lading state web\n"
		"      is web created, running or stopped?\n"},
	{"kill", ANSWERED_BY_ENGINE, false, false, kill_options, 2, kill_operands, 2, 
		"Usage: lading kill [options] <id> [signal]\n"
		"\n"
		"send a signal to a container's first process\n"
		"\n"
		"Arguments:\n"
		"  id           the container's name\n"
		"  signal       name or number (default: TERM)\n"
		"\n"
		"Options:\n"
		"  -a, --all    to every process of the container\n"
		"  -r, --regex  the name is a regular expression over all names\n"
		"  -h, --help   print this\n"
		"\n"
		"Examples:\n"
		"  lading kill web\n"
		"      ask web to end\n"
		"  lading kill --all web KILL\n"
		"      end every process of web\n"},
	{"delete", ANSWERED_BY_ENGINE, false, false, delete_options, 4, delete_operands, 1, 
		"Usage: lading delete [options] <id>\n"
		"\n"
		"remove a container that has ended\n"
		"\n"
		"Arguments:\n"
		"  id                   the container's name\n"
		"\n"
		"Options:\n"
		"  -f, --force          kill it first if need be; a container that is not there\n"
		"                       is no error\n"
		"  -r, --regex          the name is a regular expression over all names\n"
		"  --keep-record <dir>  keep the records of what was done, as <dir>/<id>, when\n"
		"                       the state goes (see lading audit)\n"
		"  --redact             keep digests in the place of arguments and environments\n"
		"                       in what --keep-record keeps\n"
		"  -h, --help           print this\n"
		"\n"
		"Examples:\n"
		"  lading delete web\n"
		"      remove what is left of web\n"
		"  lading delete --force web\n"
		"      whatever its state, even half made\n"},
	{"list", ANSWERED_BY_ENGINE, false, false, list_options, 2, NULL, 0, 
		"Usage: lading list [options]\n"
		"\n"
		"list the containers\n"
		"\n"
		"Options:\n"
		"  -q, --quiet            names only\n"
		"  -f, --format <format>  table (default) or json\n"
		"  -h, --help             print this\n"
		"\n"
		"Examples:\n"
		"  lading list --format json\n"
		"      for programs\n"},
	{"pause", ANSWERED_BY_ENGINE, false, false, NULL, 0, pause_operands, 1, 
		"Usage: lading pause [options] <id>\n"
		"\n"
		"stop every process of a container where it is\n"
		"\n"
		"Arguments:\n"
		"  id          the container's name\n"
		"\n"
		"Options:\n"
		"  -h, --help  print this\n"
		"\n"
		"Examples:\n"
		"  lading pause web\n"
		"      returns when the kernel has stopped them all\n"},
	{"resume", ANSWERED_BY_ENGINE, false, false, NULL, 0, resume_operands, 1, 
		"Usage: lading resume [options] <id>\n"
		"\n"
		"let a paused container go on\n"
		"\n"
		"Arguments:\n"
		"  id          the container's name\n"
		"\n"
		"Options:\n"
		"  -h, --help  print this\n"
		"\n"
		"Examples:\n"
		"  lading resume web\n"
		"      as if nothing had been\n"},
	{"ps", ANSWERED_BY_ENGINE, false, false, ps_options, 1, ps_operands, 1, 
		"Usage: lading ps [options] <id>\n"
		"\n"
		"list the processes of a container\n"
		"\n"
		"Arguments:\n"
		"  id                     the container's name\n"
		"\n"
		"Options:\n"
		"  -f, --format <format>  table (default) or json\n"
		"  -h, --help             print this\n"
		"\n"
		"Examples:\n"
		"  lading ps --format json web\n"
		"      for programs\n"},
	{"update", ANSWERED_BY_ENGINE, false, false, update_options, 19, update_operands, 1, 
		"Usage: lading update [options] <id>\n"
		"\n"
		"change the limits of a container that lives\n"
		"\n"
		"Arguments:\n"
		"  id                            the container's name\n"
		"\n"
		"Options:\n"
		"  -r, --resources <file>        as JSON, as linux.resources in config.json (-:\n"
		"                                standard input); the other values are ignored\n"
		"                                then\n"
		"  --blkio-weight <n>            share of block input and output, 10 to 1000\n"
		"  --cpu-burst <us>              unused quota that may be saved up\n"
		"  --cpu-idle <n>                1: only what nobody else wants of the CPUs\n"
		"  --cpu-period <us>             length of the period of --cpu-quota\n"
		"  --cpu-quota <us>              CPU time in a period (-1: no limit)\n"
		"  --cpu-rt-period <us>          length of the period of --cpu-rt-runtime\n"
		"  --cpu-rt-runtime <us>         realtime CPU time in a period\n"
		"  --cpu-share <n>               share of CPU time, 2 to 262144\n"
		"  --cpuset-cpus <list>          CPUs it may use, such as 0-2,7\n"
		"  --cpuset-mems <list>          memory nodes it may use\n"
		"  --kernel-memory <bytes>       memory of the kernel\n"
		"  --kernel-memory-tcp <bytes>   memory of the kernel for TCP\n"
		"  --memory <bytes>              memory, such as 268435456 or 256m (-1: no limit)\n"
		"  --memory-reservation <bytes>  memory that it keeps when there is little\n"
		"  --memory-swap <bytes>         memory and swap together (-1: no limit)\n"
		"  --pids-limit <n>              processes and threads (-1: no limit)\n"
		"  --l3-cache-schema <line>      share of the cache, as a line of resctrl\n"
		"  --mem-bw-schema <line>        share of memory bandwidth, as a line of resctrl\n"
		"  -h, --help                    print this\n"
		"\n"
		"Examples:\n"
		"  lading update --memory 256m --pids-limit 100 web\n"
		"      all of it, or nothing\n"
		"  lading update --resources - web < resources.json\n"
		"      as engines do it\n"},
	{"mounts", ANSWERED_BY_ENGINE, true, false, NULL, 0, mounts_operands, 3, 
		"Usage: lading mounts [options] <verb> <id> <file>\n"
		"\n"
		"mount more in a container that lives, or take mounts off\n"
		"\n"
		"Arguments:\n"
		"  verb        add or remove\n"
		"  id          the container's name\n"
		"  file        the mounts as JSON, a list as in config.json (-: standard input)\n"
		"\n"
		"Options:\n"
		"  -h, --help  print this\n"
		"\n"
		"Examples:\n"
		"  lading mounts add web mounts.json\n"
		"      all of them, or none\n"
		"  lading mounts remove web mounts.json\n"
		"      only their destinations count\n"},
	{"events", ANSWERED_BY_ENGINE, false, false, events_options, 2, events_operands, 1, 
		"Usage: lading events [options] <id>\n"
		"\n"
		"print what a container uses, and when it ran out of memory, as JSON\n"
		"\n"
		"Arguments:\n"
		"  id                     the container's name\n"
		"\n"
		"Options:\n"
		"  --stats                once, and now\n"
		"  --interval <duration>  how often, such as 500ms or 1m (default: 5s)\n"
		"  -h, --help             print this\n"
		"\n"
		"Examples:\n"
		"  lading events --stats web\n"
		"      memory, CPUs, processes, block devices\n"
		"  lading events --interval 1s web\n"
		"      until the container ends\n"},
	{"features", ANSWERED_BY_ENGINE, false, false, NULL, 0, NULL, 0, 
		"Usage: lading features [options]\n"
		"\n"
		"print what lading understands of the specification, as JSON\n"
		"\n"
		"Options:\n"
		"  -h, --help  print this\n"
		"\n"
		"Examples:\n"
		"  lading features\n"
		"      what engines look up before they ask for something\n"},
	{"checkpoint", ANSWERED_BY_ENGINE, false, false, checkpoint_options, 12, checkpoint_operands, 1, 
		"Usage: lading checkpoint [options] <id>\n"
		"\n"
		"write a running container to files, from which it can be restored (needs criu)\n"
		"\n"
		"Arguments:\n"
		"  id                            the container's name\n"
		"\n"
		"Options:\n"
		"  --image-path <dir>            directory of the images (default: checkpoint, in\n"
		"                                the current one)\n"
		"  --work-path <dir>             directory of criu's log and statistics (default:\n"
		"                                that of the images)\n"
		"  --tcp-established             with open TCP connections\n"
		"  --ext-unix-sk                 with unix sockets whose other end is outside\n"
		"  --shell-job                   with the caller's session and terminal\n"
		"  --file-locks                  with locks on files\n"
		"  --network-lock <method>       how the network is kept still meanwhile:\n"
		"                                iptables, nftables or skip\n"
		"  --manage-cgroups-mode <mode>  what criu does about cgroups: soft (default),\n"
		"                                ignore, full or strict\n"
		"  --empty-ns <type>             without what is in this namespace: network\n"
		"  --leave-running               let the container run on; without it, it is\n"
		"                                ended and deleted\n"
		"  --parent-path <dir>           an earlier pre-dump, from the directory of the\n"
		"                                images: only what has changed is dumped\n"
		"  --pre-dump                    only its memory, while it runs on\n"
		"  -h, --help                    print this\n"
		"\n"
		"Examples:\n"
		"  lading checkpoint --image-path /srv/images web\n"
		"      end web, to be restored from /srv/images\n"
		"  lading checkpoint --leave-running web\n"
		"      into ./checkpoint; web runs on\n"},
	{"restore", ANSWERED_BY_ENGINE, false, false, restore_options, 19, restore_operands, 1, 
		"Usage: lading restore [options] <id>\n"
		"\n"
		"make a container of what checkpoint wrote, which goes on where it was (needs\n"
		"criu)\n"
		"\n"
		"Arguments:\n"
		"  id                             the container's name\n"
		"\n"
		"Options:\n"
		"  -b, --bundle <dir>             directory of config.json and usually the root\n"
		"                                 filesystem (default: the current one)\n"
		"  --image-path <dir>             directory of the images (default: checkpoint,\n"
		"                                 in the current one)\n"
		"  --work-path <dir>              directory of criu's log and statistics\n"
		"                                 (default: that of the images)\n"
		"  --tcp-established              with open TCP connections\n"
		"  --ext-unix-sk                  with unix sockets whose other end is outside\n"
		"  --shell-job                    with the caller's session and terminal\n"
		"  --file-locks                   with locks on files\n"
		"  --network-lock <method>        how the network is kept still meanwhile:\n"
		"                                 iptables, nftables or skip\n"
		"  --manage-cgroups-mode <mode>   what criu does about cgroups: soft (default),\n"
		"                                 ignore, full or strict\n"
		"  --empty-ns <type>              without what is in this namespace: network\n"
		"  --tcp-close                    TCP connections closed\n"
		"  --lsm-profile <type:name>      the security label of its processes, instead of\n"
		"                                 the one they had\n"
		"  --lsm-mount-context <context>  the security label of its mounts, instead of\n"
		"                                 the one they had\n"
		"  -d, --detach                   return as soon as the container runs\n"
		"  --pid-file <file>              write the process id of the container's first\n"
		"                                 process there\n"
		"  --console-socket <path>        unix socket that is to receive the terminal's\n"
		"                                 master side\n"
		"  --no-pivot                     accepted and ignored: criu changes the root\n"
		"  --no-subreaper                 accepted and ignored: orphans are adopted by\n"
		"                                 nobody here\n"
		"  --redact                       keep digests in the place of arguments and\n"
		"                                 environments: in records behind the first, and\n"
		"                                 in all that is kept when the state goes\n"
		"  -h, --help                     print this\n"
		"\n"
		"Examples:\n"
		"  lading restore -d -b /srv/web --image-path /srv/images web\n"
		"      in the background\n"},
	{"spec", ANSWERED_SPEC, false, false, spec_options, 3, NULL, 0, 
		"Usage: lading spec [options]\n"
		"\n"
		"write a config.json to start from\n"
		"\n"
		"Options:\n"
		"  -b, --bundle <dir>  directory of config.json and usually the root filesystem\n"
		"                      (default: the current one)\n"
		"  -f, --file <file>   write there, over what is there (default: a new\n"
		"                      config.json in the bundle)\n"
		"  --rootless          for a caller who is not root\n"
		"  -h, --help          print this\n"
		"\n"
		"Examples:\n"
		"  lading spec -b /srv/web\n"
		"      write /srv/web/config.json\n"},
	{"plan", ANSWERED_BY_HOST, false, false, plan_options, 68, plan_operands, 2, 
		"Usage: lading plan [options] [id] [args...]\n"
		"\n"
		"show what a command would do, here or on another host, and do nothing\n"
		"\n"
		"Arguments:\n"
		"  id                             the container's name (default: container)\n"
		"  args                           what else the planned command takes, as it\n"
		"                                 takes it; after -- when it begins with a dash\n"
		"\n"
		"Options:\n"
		"  --command <command>            which: create (default), run, start, kill,\n"
		"                                 delete, pause, resume, update, mounts, exec,\n"
		"                                 checkpoint, restore\n"
		"  --facts <file|name>            plan for the host whose facts these are, - for\n"
		"                                 standard input (see lading facts --list)\n"
		"  --planned                      of a container that is not there yet, as the\n"
		"                                 bundle would make it (with --facts: always)\n"
		"  -f, --config <file>            the configuration, or - for standard input\n"
		"                                 (default: config.json in the bundle)\n"
		"  -b, --bundle <dir>             directory of config.json and usually the root\n"
		"                                 filesystem (default: the current one)\n"
		"  --console-socket <path>        unix socket that is to receive the terminal's\n"
		"                                 master side\n"
		"  --pidfd-socket <path>          unix socket that is to receive a descriptor of\n"
		"                                 the process (pidfd_open(2))\n"
		"  --preserve-fds <n>             pass this many file descriptors on, from 3\n"
		"  --no-pivot                     move the root instead of pivot_root\n"
		"  --pid-file <file>              write the process id of the container's first\n"
		"                                 process there\n"
		"  --no-subreaper                 accepted and ignored: orphans are adopted by\n"
		"                                 nobody here\n"
		"  --no-new-keyring               keep the caller's session keyring\n"
		"  -d, --detach                   return as soon as the container runs\n"
		"  --keep                         keep the state when the container has ended\n"
		"  --keep-record <dir>            keep the records of what was done, as\n"
		"                                 <dir>/<id>, when the state goes (see lading\n"
		"                                 audit)\n"
		"  --redact                       keep digests in the place of arguments and\n"
		"                                 environments: in records behind the first, and\n"
		"                                 in all that is kept when the state goes\n"
		"  -r, --resources <file>         as JSON, as linux.resources in config.json (-:\n"
		"                                 standard input); the other values are ignored\n"
		"                                 then\n"
		"  --blkio-weight <n>             share of block input and output, 10 to 1000\n"
		"  --cpu-burst <us>               unused quota that may be saved up\n"
		"  --cpu-idle <n>                 1: only what nobody else wants of the CPUs\n"
		"  --cpu-period <us>              length of the period of --cpu-quota\n"
		"  --cpu-quota <us>               CPU time in a period (-1: no limit)\n"
		"  --cpu-rt-period <us>           length of the period of --cpu-rt-runtime\n"
		"  --cpu-rt-runtime <us>          realtime CPU time in a period\n"
		"  --cpu-share <n>                share of CPU time, 2 to 262144\n"
		"  --cpuset-cpus <list>           CPUs it may use, such as 0-2,7\n"
		"  --cpuset-mems <list>           memory nodes it may use\n"
		"  --kernel-memory <bytes>        memory of the kernel\n"
		"  --kernel-memory-tcp <bytes>    memory of the kernel for TCP\n"
		"  --memory <bytes>               memory, such as 268435456 or 256m (-1: no\n"
		"                                 limit)\n"
		"  --memory-reservation <bytes>   memory that it keeps when there is little\n"
		"  --memory-swap <bytes>          memory and swap together (-1: no limit)\n"
		"  --pids-limit <n>               processes and threads (-1: no limit)\n"
		"  --l3-cache-schema <line>       share of the cache, as a line of resctrl\n"
		"  --mem-bw-schema <line>         share of memory bandwidth, as a line of resctrl\n"
		"  -p, --process <file>           the process as JSON, as in config.json, instead\n"
		"                                 of operands and options\n"
		"  -t, --tty                      on a terminal of its own (--tty=no and\n"
		"                                 --tty=false: not so)\n"
		"  -u, --user <uid[:gid]>         the user, by numbers (default: the container's)\n"
		"  -g, --additional-gids <gid>    one more group; may be given often\n"
		"  --cwd <dir>                    working directory (default: /)\n"
		"  -e, --env <name=value>         a variable, beside the container's own; may be\n"
		"                                 given often\n"
		"  -c, --cap <name>               a capability, in place of the container's; may\n"
		"                                 be given often\n"
		"  --no-new-privs                 gain no privileges by executing programs\n"
		"  --apparmor <name>              the AppArmor profile\n"
		"  --process-label <label>        the SELinux label\n"
		"  --cgroup <path>                a cgroup below the container's\n"
		"  --ignore-paused                into a paused container too: it goes on when\n"
		"                                 the container does\n"
		"  --image-path <dir>             directory of the images (default: checkpoint,\n"
		"                                 in the current one)\n"
		"  --work-path <dir>              directory of criu's log and statistics\n"
		"                                 (default: that of the images)\n"
		"  --tcp-established              with open TCP connections\n"
		"  --ext-unix-sk                  with unix sockets whose other end is outside\n"
		"  --shell-job                    with the caller's session and terminal\n"
		"  --file-locks                   with locks on files\n"
		"  --network-lock <method>        how the network is kept still meanwhile:\n"
		"                                 iptables, nftables or skip\n"
		"  --manage-cgroups-mode <mode>   what criu does about cgroups: soft (default),\n"
		"                                 ignore, full or strict\n"
		"  --empty-ns <type>              without what is in this namespace: network\n"
		"  --leave-running                let the container run on; without it, it is\n"
		"                                 ended and deleted\n"
		"  --parent-path <dir>            an earlier pre-dump, from the directory of the\n"
		"                                 images: only what has changed is dumped\n"
		"  --pre-dump                     only its memory, while it runs on\n"
		"  --tcp-close                    TCP connections closed\n"
		"  --lsm-profile <type:name>      the security label of its processes, instead of\n"
		"                                 the one they had\n"
		"  --lsm-mount-context <context>  the security label of its mounts, instead of\n"
		"                                 the one they had\n"
		"  --force                        plan a delete --force\n"
		"  --all                          plan a kill --all\n"
		"  --signal <signal>              the signal of a planned kill\n"
		"  --format <format>              text (default), or json: the bytes of the plan\n"
		"                                 and nothing else\n"
		"  --digest                       print the plan's SHA-256 only\n"
		"  --html <file>                  write it as a page to look at, and to try\n"
		"                                 changes in, in any browser\n"
		"  -h, --help                     print this\n"
		"\n"
		"Examples:\n"
		"  lading plan -b /srv/web\n"
		"      what would be done to create it here\n"
		"  lading plan -b /srv/web --command run --facts v2-aarch64 --digest\n"
		"      on another machine, as a digest\n"
		"  lading plan --command exec web -- ls -l /\n"
		"      what an exec in the living container web would do\n"
		"  lading plan --command mounts add web mounts.json\n"
		"      and what a mounts add would\n"
		"  lading plan --command update --planned -b /srv/web --memory 256M\n"
		"      of a container that the bundle would make\n"},
	{"explain", ANSWERED_BY_HOST, false, false, explain_options, 71, explain_operands, 2, 
		"Usage: lading explain [options] [id] [args...]\n"
		"\n"
		"say why each action of a plan is there, or what its seccomp filter does with a\n"
		"call\n"
		"\n"
		"Arguments:\n"
		"  id                             the container's name (default: container)\n"
		"  args                           what else the planned command takes, as it\n"
		"                                 takes it; after -- when it begins with a dash\n"
		"\n"
		"Options:\n"
		"  --command <command>            which: create (default), run, start, kill,\n"
		"                                 delete, pause, resume, update, mounts, exec,\n"
		"                                 checkpoint, restore\n"
		"  --facts <file|name>            plan for the host whose facts these are, - for\n"
		"                                 standard input (see lading facts --list)\n"
		"  --planned                      of a container that is not there yet, as the\n"
		"                                 bundle would make it (with --facts: always)\n"
		"  -f, --config <file>            the configuration, or - for standard input\n"
		"                                 (default: config.json in the bundle)\n"
		"  -b, --bundle <dir>             directory of config.json and usually the root\n"
		"                                 filesystem (default: the current one)\n"
		"  --console-socket <path>        unix socket that is to receive the terminal's\n"
		"                                 master side\n"
		"  --pidfd-socket <path>          unix socket that is to receive a descriptor of\n"
		"                                 the process (pidfd_open(2))\n"
		"  --preserve-fds <n>             pass this many file descriptors on, from 3\n"
		"  --no-pivot                     move the root instead of pivot_root\n"
		"  --pid-file <file>              write the process id of the container's first\n"
		"                                 process there\n"
		"  --no-subreaper                 accepted and ignored: orphans are adopted by\n"
		"                                 nobody here\n"
		"  --no-new-keyring               keep the caller's session keyring\n"
		"  -d, --detach                   return as soon as the container runs\n"
		"  --keep                         keep the state when the container has ended\n"
		"  --keep-record <dir>            keep the records of what was done, as\n"
		"                                 <dir>/<id>, when the state goes (see lading\n"
		"                                 audit)\n"
		"  --redact                       keep digests in the place of arguments and\n"
		"                                 environments: in records behind the first, and\n"
		"                                 in all that is kept when the state goes\n"
		"  -r, --resources <file>         as JSON, as linux.resources in config.json (-:\n"
		"                                 standard input); the other values are ignored\n"
		"                                 then\n"
		"  --blkio-weight <n>             share of block input and output, 10 to 1000\n"
		"  --cpu-burst <us>               unused quota that may be saved up\n"
		"  --cpu-idle <n>                 1: only what nobody else wants of the CPUs\n"
		"  --cpu-period <us>              length of the period of --cpu-quota\n"
		"  --cpu-quota <us>               CPU time in a period (-1: no limit)\n"
		"  --cpu-rt-period <us>           length of the period of --cpu-rt-runtime\n"
		"  --cpu-rt-runtime <us>          realtime CPU time in a period\n"
		"  --cpu-share <n>                share of CPU time, 2 to 262144\n"
		"  --cpuset-cpus <list>           CPUs it may use, such as 0-2,7\n"
		"  --cpuset-mems <list>           memory nodes it may use\n"
		"  --kernel-memory <bytes>        memory of the kernel\n"
		"  --kernel-memory-tcp <bytes>    memory of the kernel for TCP\n"
		"  --memory <bytes>               memory, such as 268435456 or 256m (-1: no\n"
		"                                 limit)\n"
		"  --memory-reservation <bytes>   memory that it keeps when there is little\n"
		"  --memory-swap <bytes>          memory and swap together (-1: no limit)\n"
		"  --pids-limit <n>               processes and threads (-1: no limit)\n"
		"  --l3-cache-schema <line>       share of the cache, as a line of resctrl\n"
		"  --mem-bw-schema <line>         share of memory bandwidth, as a line of resctrl\n"
		"  -p, --process <file>           the process as JSON, as in config.json, instead\n"
		"                                 of operands and options\n"
		"  -t, --tty                      on a terminal of its own (--tty=no and\n"
		"                                 --tty=false: not so)\n"
		"  -u, --user <uid[:gid]>         the user, by numbers (default: the container's)\n"
		"  -g, --additional-gids <gid>    one more group; may be given often\n"
		"  --cwd <dir>                    working directory (default: /)\n"
		"  -e, --env <name=value>         a variable, beside the container's own; may be\n"
		"                                 given often\n"
		"  -c, --cap <name>               a capability, in place of the container's; may\n"
		"                                 be given often\n"
		"  --no-new-privs                 gain no privileges by executing programs\n"
		"  --apparmor <name>              the AppArmor profile\n"
		"  --process-label <label>        the SELinux label\n"
		"  --cgroup <path>                a cgroup below the container's\n"
		"  --ignore-paused                into a paused container too: it goes on when\n"
		"                                 the container does\n"
		"  --image-path <dir>             directory of the images (default: checkpoint,\n"
		"                                 in the current one)\n"
		"  --work-path <dir>              directory of criu's log and statistics\n"
		"                                 (default: that of the images)\n"
		"  --tcp-established              with open TCP connections\n"
		"  --ext-unix-sk                  with unix sockets whose other end is outside\n"
		"  --shell-job                    with the caller's session and terminal\n"
		"  --file-locks                   with locks on files\n"
		"  --network-lock <method>        how the network is kept still meanwhile:\n"
		"                                 iptables, nftables or skip\n"
		"  --manage-cgroups-mode <mode>   what criu does about cgroups: soft (default),\n"
		"                                 ignore, full or strict\n"
		"  --empty-ns <type>              without what is in this namespace: network\n"
		"  --leave-running                let the container run on; without it, it is\n"
		"                                 ended and deleted\n"
		"  --parent-path <dir>            an earlier pre-dump, from the directory of the\n"
		"                                 images: only what has changed is dumped\n"
		"  --pre-dump                     only its memory, while it runs on\n"
		"  --tcp-close                    TCP connections closed\n"
		"  --lsm-profile <type:name>      the security label of its processes, instead of\n"
		"                                 the one they had\n"
		"  --lsm-mount-context <context>  the security label of its mounts, instead of\n"
		"                                 the one they had\n"
		"  --force                        plan a delete --force\n"
		"  --all                          plan a kill --all\n"
		"  --signal <signal>              the signal of a planned kill\n"
		"  --action <number|kind>         explain only this action, or those of this kind\n"
		"  --syscall <name|number>        run the seccomp filter on this system call, and\n"
		"                                 say which rule decides\n"
		"  --arg <N=V>                    argument N of the call, from 0 to 5 (default:\n"
		"                                 0); may be given often\n"
		"  --arch <architecture>          the caller's architecture, such as x86 or\n"
		"                                 SCMP_ARCH_ARM (default: the host's)\n"
		"  --bpf                          show the seccomp filter as instructions; with\n"
		"                                 --syscall, which of them ran\n"
		"  --format <format>              text (default) or json\n"
		"  -h, --help                     print this\n"
		"\n"
		"Examples:\n"
		"  lading explain -b /srv/web\n"
		"      reason, specification, protection and undo\n"
		"  lading explain --action path.mask\n"
		"      of one kind of action\n"
		"  lading explain --syscall clone --arg 0=0x10000000\n"
		"      may it make a user namespace?\n"
		"  lading explain --bpf --facts v2-aarch64\n"
		"      the filter on another host\n"},
	{"drift", ANSWERED_BY_HOST, false, false, drift_options, 1, drift_operands, 1, 
		"Usage: lading drift [options] <id>\n"
		"\n"
		"compare a living container with its plan, as the kernel shows it\n"
		"\n"
		"Arguments:\n"
		"  id                 the container's name\n"
		"\n"
		"Options:\n"
		"  --format <format>  text (default) or json\n"
		"  -h, --help         print this\n"
		"\n"
		"Examples:\n"
		"  lading drift web\n"
		"      exit status 1 and each difference when it has changed\n"
		"  lading drift --format json web\n"
		"      for programs\n"},
	{"facts", ANSWERED_FACTS, false, false, facts_options, 1, facts_operands, 1, 
		"Usage: lading facts [options] [name]\n"
		"\n"
		"print what lading knows of a host, to plan for it elsewhere\n"
		"\n"
		"Arguments:\n"
		"  name        named facts that come with lading, not this host\n"
		"\n"
		"Options:\n"
		"  --list      print the names that come with lading\n"
		"  -h, --help  print this\n"
		"\n"
		"Examples:\n"
		"  lading facts > host.json\n"
		"      keep the facts of this host\n"
		"  lading facts v2-x86_64\n"
		"      those of a typical host with cgroup v2\n"},
	{"validate", ANSWERED_BY_HOST, false, false, validate_options, 3, validate_operands, 1, 
		"Usage: lading validate [options] [file]\n"
		"\n"
		"list every problem of a config.json, and what is dangerous or of no use in it\n"
		"\n"
		"Arguments:\n"
		"  file                the file, or - for standard input (default: config.json in\n"
		"                      the bundle)\n"
		"\n"
		"Options:\n"
		"  -b, --bundle <dir>  directory of config.json and usually the root filesystem\n"
		"                      (default: the current one)\n"
		"  --format <format>   text (default), json, or sarif, which code hosts show\n"
		"                      beside the file\n"
		"  --strict            take warnings for errors: exit status 1 when there is any\n"
		"  -h, --help          print this\n"
		"\n"
		"Examples:\n"
		"  lading validate config.json\n"
		"      every problem, with its line\n"
		"  lading validate --format sarif config.json > lading.sarif\n"
		"      for a code host\n"
		"  lading validate --strict -b /srv/web\n"
		"      warnings are errors\n"},
	{"web", ANSWERED_BY_HOST, false, false, web_options, 2, web_operands, 1, 
		"Usage: lading web [options] [config]\n"
		"\n"
		"a page that plans in a browser as plan does, to try configurations in\n"
		"\n"
		"Arguments:\n"
		"  config         the config.json that it opens with, or its bundle; it is only\n"
		"                 read\n"
		"\n"
		"Options:\n"
		"  --port <n>     serve it there, to this machine (default: any that is free)\n"
		"  --html <file>  write it there instead: one file that needs nothing else\n"
		"  -h, --help     print this\n"
		"\n"
		"Examples:\n"
		"  lading web\n"
		"      prints where; ends with ^C\n"
		"  lading web config.json\n"
		"      with this configuration to begin with\n"
		"  lading web --html lading.html\n"
		"      to open in any browser, or to send\n"},
	{"audit", ANSWERED_BY_HOST, false, false, audit_options, 9, audit_operands, 1, 
		"Usage: lading audit [options] <record>\n"
		"\n"
		"check that what was carried out is what was planned, and that the record of it\n"
		"is whole\n"
		"\n"
		"Arguments:\n"
		"  record              a container, or a copy of its record: a directory, or a\n"
		"                      file that was exported\n"
		"\n"
		"Options:\n"
		"  --format <format>   text (default) or json\n"
		"  --expect <digest>   the SHA-256 that the records had as one file: finds what\n"
		"                      no look at the record alone can, one written anew as a\n"
		"                      whole\n"
		"  --engine <file>     plan again with this engine.wasm, for records of another\n"
		"                      version of lading\n"
		"  --export <file>     write the records as one file; the SHA-256 told is that of\n"
		"                      this file, without --redact\n"
		"  --redact            export digests in the place of values of the environment,\n"
		"                      and of arguments behind the name of a program\n"
		"  --originals <file>  a config.json, or other JSON, that has what was redacted;\n"
		"                      may be given often\n"
		"  --attest <file>     write an in-toto statement of what was found, if all is\n"
		"                      intact; with --verify, check that one\n"
		"  --key <file>        sign the statement (DSSE) with this private key, Ed25519\n"
		"                      in PEM\n"
		"  --verify <file>     the public key by which the attestation must be signed\n"
		"  -h, --help          print this\n"
		"\n"
		"Examples:\n"
		"  lading audit web\n"
		"      exit status 0 when all is as it should be, else 1\n"
		"  lading audit --format json ./copy/web/record\n"
		"      of a copy, for programs\n"
		"  lading audit --export web.json --attest web.att --key key.pem web\n"
		"      one file to take away, and a signed word on it\n"
		"  lading audit --attest web.att --verify key.pub web.json\n"
		"      elsewhere: is it still that?\n"},
	{"diff", ANSWERED_BY_HOST, false, false, diff_options, 3, diff_operands, 2, 
		"Usage: lading diff [options] <a> <b>\n"
		"\n"
		"show how two plans differ, and which change of the configuration made it so\n"
		"\n"
		"Arguments:\n"
		"  a                    a bundle, a config.json, a plan, or a record as lading\n"
		"                       audit takes it\n"
		"  b                    a bundle, a config.json, a plan, or a record as lading\n"
		"                       audit takes it\n"
		"\n"
		"Options:\n"
		"  --command <command>  what is planned for a configuration: create (default) or\n"
		"                       run\n"
		"  --facts <file|name>  plan for the host whose facts these are, - for standard\n"
		"                       input (see lading facts --list)\n"
		"  --format <format>    text (default) or json\n"
		"  -h, --help           print this\n"
		"\n"
		"Examples:\n"
		"  lading diff old.json new.json\n"
		"      of two configurations, here; exit status 1 when they differ\n"
		"  lading diff --facts v2-x86_64 web /srv/web\n"
		"      what ran as the container web, and what its bundle would be now\n"},
	{"install", ANSWERED_BY_HOST, false, false, install_options, 2, install_operands, 1, 
		"Usage: lading install [options] <engine>\n"
		"\n"
		"show the configuration that makes a container engine use lading, or write it\n"
		"\n"
		"Arguments:\n"
		"  engine      podman, containerd or docker\n"
		"\n"
		"Options:\n"
		"  --user      in the caller's own configuration, not the host's\n"
		"  --write     do it, instead of showing it\n"
		"  -h, --help  print this\n"
		"\n"
		"Examples:\n"
		"  lading install podman\n"
		"      which file, with what in it\n"
		"  lading install docker --write\n"
		"      write it; what else is there stays\n"},
	{"uninstall", ANSWERED_BY_HOST, false, false, uninstall_options, 2, uninstall_operands, 1, 
		"Usage: lading uninstall [options] <engine>\n"
		"\n"
		"take back what install wrote\n"
		"\n"
		"Arguments:\n"
		"  engine      podman, containerd or docker\n"
		"\n"
		"Options:\n"
		"  --user      in the caller's own configuration, not the host's\n"
		"  --write     do it, instead of showing it\n"
		"  -h, --help  print this\n"
		"\n"
		"Examples:\n"
		"  lading uninstall docker --write\n"
		"      docker knows lading no more\n"},
	{"completion", ANSWERED_BY_HOST, false, false, NULL, 0, completion_operands, 1, 
		"Usage: lading completion [options] <shell>\n"
		"\n"
		"print what makes a shell complete commands, options and names of containers\n"
		"\n"
		"Arguments:\n"
		"  shell       bash, zsh or fish\n"
		"\n"
		"Options:\n"
		"  -h, --help  print this\n"
		"\n"
		"Examples:\n"
		"  lading completion bash > /etc/bash_completion.d/lading\n"
		"      for every bash on this host\n"
		"  lading completion fish > ~/.config/fish/completions/lading.fish\n"
		"      for one's own fish\n"},
	{"man", ANSWERED_BY_HOST, false, false, NULL, 0, man_operands, 1, 
		"Usage: lading man [options] [command]\n"
		"\n"
		"print the manual page of lading, or of one of its commands\n"
		"\n"
		"Arguments:\n"
		"  command     one of the commands\n"
		"\n"
		"Options:\n"
		"  -h, --help  print this\n"
		"\n"
		"Examples:\n"
		"  lading man run | man -l -\n"
		"      read it\n"
		"  lading man > /usr/share/man/man8/lading.8\n"
		"      install it\n"},
};

const size_t program_command_count = 30;
