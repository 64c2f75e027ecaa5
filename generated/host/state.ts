// Written by `npm run generate` from host/schema/state.schema.json. Do not edit.

/**
 * What `lading state` prints (runtime.md, state).
 */
export interface State {
  /**
   * ociVersion of the container's config.
   */
  ociVersion: string;
  /**
   * Container id.
   */
  id: string;
  /**
   * Process id of its init; 0 when it is stopped.
   */
  pid: number;
  /**
   * Status.
   */
  status: 'creating' | 'created' | 'running' | 'paused' | 'stopped';
  /**
   * Absolute path of the bundle.
   */
  bundle: string;
  /**
   * Absolute path of the root filesystem.
   */
  rootfs: string;
  /**
   * Time of creation, RFC 3339 in UTC with microseconds.
   */
  created: string;
  /**
   * Name of its systemd scope; empty without one.
   */
  'systemd-scope'?: string;
  /**
   * Name of its creator.
   */
  owner: string;
  /**
   * The config's annotations.
   */
  annotations?: {
    [k: string]: string;
  };
}
