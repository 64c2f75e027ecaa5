// The planner's diagnostics. 261x…265x: what a config asks for cannot be planned, or not here.
// 271x…: a command cannot be served. The text stands where the problem is found.

export const LATER = 'LD2610'; // in the specification, not built yet
export const NEEDS_ROOT = 'LD2611';
export const MAPPINGS_MISSING = 'LD2612';
export const MOUNT_OPTION = 'LD2620';
export const MOUNT_OPTION_UNUSED = 'LD2621';
export const MOUNT_TYPE_UNKNOWN = 'LD2622';
export const MOUNT_IDMAP = 'LD2623';
export const MOUNT_CGROUP = 'LD2624';
export const PROPAGATION_ONE_WAY = 'LD2625';
export const CONTROLLER_MISSING = 'LD2630';
export const LIMITS_WITHOUT_CGROUP = 'LD2631';
export const ONLY_ON_V1 = 'LD2632';
export const ONLY_ON_V2 = 'LD2633';
export const SYSTEMD_UNIT = 'LD2634';
export const SYSTEMD_BUS = 'LD2635';
export const CGROUP_LEAF = 'LD2636';
export const CAPABILITY_UNKNOWN = 'LD2640';
export const LABEL_WITHOUT_MODULE = 'LD2641';
export const ANNOTATION_VALUE = 'LD2642';
export const RLIMIT_ABOVE_KERNEL = 'LD2643';
export const PROCESS_MISSING = 'LD2644';
export const MEMORY_NODES = 'LD2645';
export const NET_DEVICE = 'LD2646';
export const ANNOTATION_IGNORED = 'LD2647';
export const CONSOLE_SOCKET = 'LD2648';
export const SECCOMP_ACTION = 'LD2650';
export const SECCOMP_PROFILE = 'LD2651';
export const SECCOMP_UNKNOWN = 'LD2652';

export const OPTION_MISSING = 'LD2710';
export const OPTION_LATER = 'LD2711';
export const OPTION_VALUE = 'LD2712';
export const CONTAINER_ID = 'LD2713';
export const CONTAINER_MISSING = 'LD2714';
export const CONTAINER_STATUS = 'LD2716';
export const PROCESS_GONE = 'LD2717';
export const STATE_UNREADABLE = 'LD2718';
export const SIGNAL_UNKNOWN = 'LD2719';
export const DIRECTORY_UNREADABLE = 'LD2720';
export const RECORD_UNREADABLE = 'LD2721';
export const PROCESS_FILE = 'LD2722';
export const CGROUP_PATH = 'LD2723';
export const PROGRAM_MISSING = 'LD2724';
export const CRIU_IMAGES = 'LD2725';
export const CRIU_CANNOT = 'LD2726';
