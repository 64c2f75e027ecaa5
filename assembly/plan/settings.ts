// What a create or run was asked for, beside its config.

@final
export class Settings {
  command: string = 'create';
  id: string = '';
  /** State root, bundle and config file: absolute. */
  root: string = '';
  bundle: string = '';
  config: string = '';
  /** Null: none. */
  pidFile: string | null = null;
  /** Socket of who is told that the program is ready; null: nobody. */
  notify: string | null = null;
  noPivot: bool = false;
  noNewKeyring: bool = false;
  /** Descriptors from 3 on that are the program's: asked for, and then those that it listens on. */
  preserveFds: u64 = 0;
  listenFds: u64 = 0;
  /** Socket that receives a descriptor of the process; null: none. */
  pidfdSocket: string | null = null;
  /** Socket that receives the terminal's master; null: the caller's terminal does. */
  consoleSocket: string | null = null;
  /** The command returns as soon as the container runs, or waits to be started. */
  detach: bool = false;
  /** A foreground run leaves the stopped container. */
  keep: bool = false;
  /** Where the records are to outlive the state; null: nowhere. */
  keepRecord: string | null = null;
  /** Digests stand in the place of secrets, in every record behind the first, and in what is kept when the state goes. */
  redact: bool = false;
  cgroupManager: string = 'cgroupfs';
  /** Properties of units that systemd is known to refuse. */
  refusedProperties: string[] = [];

  get descriptors(): u64 {
    return this.preserveFds + this.listenFds;
  }

  get waitsForStart(): bool {
    return this.command == 'create';
  }
}
