// Every command, the options it takes, and its handler.

import { nearest } from '../base/suggest';
import { audit } from './audit';
import { checkpoint } from './checkpoint';
import { Handler } from './command';
import { create } from './create';
import { remove } from './delete';
import { drift } from './drift';
import { events } from './events';
import { exec } from './exec';
import { explain } from './explain';
import { features } from './features';
import { freeze } from './freeze';
import { kill } from './kill';
import { list } from './list';
import { mounts } from './mounts';
import { ps } from './ps';
import { restore } from './restore';
import { spec } from './spec';
import { start } from './start';
import { state } from './state';
import { update } from './update';
import { validate } from './validate';
import { version } from './version';

const GLOBAL: string[] = ['root', 'cgroupManager', 'strict', 'advise'];

@final
export class Command {
  constructor(
    readonly name: string,
    private readonly options: string[],
    readonly handler: Handler,
  ) {}

  takes(option: string): bool {
    return GLOBAL.includes(option) || this.options.includes(option);
  }

  suggest(option: string): string {
    return nearest(option, GLOBAL.concat(this.options));
  }
}

const CREATE: string[] = [
  'id',
  'bundle',
  'config',
  'consoleSocket',
  'pidfdSocket',
  'preserveFds',
  'noPivot',
  'pidFile',
  'noSubreaper',
  'noNewKeyring',
  'redact',
];

const EXEC: string[] = [
  'id',
  'args',
  'process',
  'tty',
  'detach',
  'consoleSocket',
  'pidFile',
  'cwd',
  'user',
  'env',
  'cap',
  'noNewPrivs',
  'apparmor',
  'processLabel',
  'cgroup',
  'pidfdSocket',
  'preserveFds',
  'additionalGids',
  'ignorePaused',
  'redact',
];

/** Of a dump and of the restoring of it. */
const CRIU: string[] = [
  'id',
  'imagePath',
  'workPath',
  'tcpEstablished',
  'extUnixSk',
  'shellJob',
  'fileLocks',
  'networkLock',
  'manageCgroupsMode',
  'emptyNs',
];

const CHECKPOINT: string[] = CRIU.concat(['leaveRunning', 'parentPath', 'preDump']);

const RESTORE: string[] = CRIU.concat([
  'bundle',
  'tcpClose',
  'lsmProfile',
  'lsmMountContext',
  'detach',
  'pidFile',
  'consoleSocket',
  'noPivot',
  'noSubreaper',
  'redact',
]);

const UPDATE: string[] = [
  'id',
  'resources',
  'blkioWeight',
  'cpuBurst',
  'cpuIdle',
  'cpuPeriod',
  'cpuQuota',
  'cpuRtPeriod',
  'cpuRtRuntime',
  'cpuShare',
  'cpusetCpus',
  'cpusetMems',
  'kernelMemory',
  'kernelMemoryTcp',
  'memory',
  'memoryReservation',
  'memorySwap',
  'pidsLimit',
  'l3CacheSchema',
  'memBwSchema',
];

const COMMANDS: Command[] = [
  new Command('create', CREATE, create),
  new Command('run', CREATE.concat(['detach', 'keep', 'keepRecord']), create),
  new Command('exec', EXEC, exec),
  new Command('start', ['id'], start),
  new Command('state', ['id'], state),
  new Command('pause', ['id'], freeze),
  new Command('resume', ['id'], freeze),
  new Command('events', ['id', 'interval', 'stats', 'since'], events),
  new Command('update', UPDATE, update),
  new Command('mounts', ['verb', 'id', 'file'], mounts),
  new Command('ps', ['id', 'format'], ps),
  new Command('kill', ['id', 'signal', 'all', 'regex'], kill),
  new Command('delete', ['id', 'force', 'regex', 'keepRecord', 'redact'], remove),
  new Command('checkpoint', CHECKPOINT, checkpoint),
  new Command('restore', RESTORE, restore),
  new Command('list', ['quiet', 'format'], list),
  new Command('spec', ['bundle', 'rootless'], spec),
  new Command('features', [], features),
  new Command('validate', ['config'], validate),
  new Command('version', ['engine'], version),
  new Command('audit', ['id'], audit),
  new Command('drift', ['id'], drift),
  new Command('explain', ['config', 'syscall', 'args', 'arch', 'bpf'], explain),
];

export function findCommand(name: string): Command | null {
  for (let i = 0; i < COMMANDS.length; i++) if (COMMANDS[i].name == name) return COMMANDS[i];
  return null;
}

export function suggestCommand(name: string): string {
  const names: string[] = [];
  for (let i = 0; i < COMMANDS.length; i++) names.push(COMMANDS[i].name);
  return nearest(name, names);
}
