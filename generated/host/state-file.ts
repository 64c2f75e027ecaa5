// Written by `npm run generate` from host/schema/state-file.schema.json. Do not edit.

/**
 * state.json in a container's state directory. Private to lading: other programs ask `lading state`.
 */
export interface StateFile {
  /**
   * Id of the boot the process belongs to.
   */
  boot: string;
  container: Container;
  /**
   * Time of creation, RFC 3339 in UTC with microseconds.
   */
  created: string;
  /**
   * Process id of its init, in the pid namespace of its creator.
   */
  pid: number;
  /**
   * Start time of that process (proc_pid_stat(5), field 22).
   */
  start: number;
}
/**
 * What later commands must know of a container: written by the engine at create, read again by the engine alone.
 */
export interface Container {
  /**
   * The config's annotations.
   */
  annotations?: {
    [k: string]: string;
  };
  /**
   * Absolute path of the bundle.
   */
  bundle: string;
  /**
   * Its cgroups.
   */
  cgroups: Cgroup[];
  /**
   * What made it.
   */
  command: 'create' | 'run';
  /**
   * Absolute path of config.json.
   */
  config: string;
  /**
   * Whether it waits for start.
   */
  fifo: boolean;
  /**
   * The cgroup that tells whether it is paused; absent: none does.
   */
  freezer?: string;
  /**
   * File that hooks' errors go to.
   */
  hooksStderr?: string;
  /**
   * File that hooks' output goes to.
   */
  hooksStdout?: string;
  /**
   * Container id.
   */
  id: string;
  /**
   * ociVersion of the config.
   */
  ociVersion: string;
  /**
   * Socket of who is told that the program is ready; absent: nobody.
   */
  notify?: string;
  /**
   * User id of its creator.
   */
  owner: number;
  /**
   * Hooks as in config.json.
   */
  poststart?: {}[];
  /**
   * Hooks as in config.json.
   */
  poststop?: {}[];
  /**
   * /root/path as it is written in the config.
   */
  root: string;
  /**
   * The same, absolute.
   */
  rootfs: string;
}
/**
 * One cgroup.
 */
export interface Cgroup {
  /**
   * Controllers of the hierarchy.
   */
  controllers: string[];
  /**
   * Mount point of the hierarchy.
   */
  mount: string;
  /**
   * Of a v1 hierarchy without controllers.
   */
  name?: string;
  /**
   * Path below it.
   */
  path: string;
  /**
   * Of cgroup v2.
   */
  unified: boolean;
}
