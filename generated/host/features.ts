// Written by `npm run generate` from host/schema/features.schema.json. Do not edit.

/**
 * What `lading features` prints (features.md, features-linux.md).
 */
export interface Features {
  /**
   * Oldest version understood.
   */
  ociVersionMin: string;
  /**
   * Newest version understood.
   */
  ociVersionMax: string;
  /**
   * Hook points.
   */
  hooks: string[];
  /**
   * Mount options that are not handed to the filesystem.
   */
  mountOptions: string[];
  /**
   * What only Linux has (features-linux.md).
   */
  linux: {
    /**
     * Kinds of namespaces.
     */
    namespaces: string[];
    /**
     * Names of capabilities.
     */
    capabilities: string[];
    /**
     * Versions and managers of cgroups.
     */
    cgroup: {
      /**
       * Version 1.
       */
      v1: boolean;
      /**
       * Version 2.
       */
      v2: boolean;
      /**
       * Through systemd.
       */
      systemd: boolean;
      /**
       * Through a user's systemd.
       */
      systemdUser: boolean;
      /**
       * Limits of RDMA.
       */
      rdma: boolean;
    };
    /**
     * System call filters.
     */
    seccomp: {
      /**
       * Whether there are any.
       */
      enabled: boolean;
      /**
       * Actions.
       */
      actions: string[];
      /**
       * Comparisons.
       */
      operators: string[];
      /**
       * Architectures.
       */
      archs: string[];
      /**
       * Flags that lading knows.
       */
      knownFlags: string[];
      /**
       * Those that this kernel knows too.
       */
      supportedFlags: string[];
    };
    /**
     * AppArmor profiles.
     */
    apparmor: {
      /**
       * Whether they can be applied.
       */
      enabled: boolean;
    };
    /**
     * SELinux labels.
     */
    selinux: {
      /**
       * Whether they can be applied.
       */
      enabled: boolean;
    };
    /**
     * Classes of service.
     */
    intelRdt: {
      /**
       * Whether there are any.
       */
      enabled: boolean;
      /**
       * The member schemata.
       */
      schemata: boolean;
      /**
       * The member enableMonitoring.
       */
      monitoring: boolean;
    };
    /**
     * NUMA policies.
     */
    memoryPolicy: {
      /**
       * Modes.
       */
      modes: string[];
      /**
       * Flags.
       */
      flags: string[];
    };
    /**
     * What mounts can have beside the old options.
     */
    mountExtensions: {
      /**
       * Mappings of ids.
       */
      idmap: {
        /**
         * Whether mounts can have their own.
         */
        enabled: boolean;
      };
    };
    /**
     * Network devices that are moved into the container.
     */
    netDevices: {
      /**
       * Whether they are.
       */
      enabled: boolean;
    };
  };
  /**
   * Versions of parts.
   */
  annotations: {
    [k: string]: string;
  };
  /**
   * Annotations that change behaviour.
   */
  potentiallyUnsafeConfigAnnotations: string[];
}
