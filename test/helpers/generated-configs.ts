// Configs by the thousand, the same for the same seed: bases as engines write them, with parts of the config's own schema
// filled in at random. Most are valid, or nearly; what is wrong with the others is for the engine to say.
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { type Json, renderCanonical } from '../../host/engine/canonical.ts';

type Tree = { readonly [key: string]: Json };
type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly $defs?: Readonly<Record<string, Schema>>;
};

const CONFIGS = new URL('../fixtures/configs/', import.meta.url);
const SCHEMA = readJson(new URL('../../host/schema/config.schema.json', import.meta.url)) as Schema;
const SYSCALLS = Object.keys(
  (
    readJson(new URL('../../host/schema/syscalls.json', import.meta.url)) as {
      architectures: { x86_64: object };
    }
  ).architectures.x86_64,
);

const SMALLEST: Tree = {
  ociVersion: '1.2.0',
  process: { user: { uid: 0, gid: 0 }, args: ['sh'], cwd: '/', env: ['PATH=/bin'] },
  root: { path: 'rootfs' },
  linux: {
    namespaces: ['mount', 'pid', 'uts', 'ipc', 'network', 'time'].map((type) => ({ type })),
  },
};

/** How many of a thousand configs have one value in them that belongs elsewhere. */
const STRANGE_PER_MILLE = 60;

/** Texts of config.json, no two the same. */
export function generatedConfigs(count: number, seed: number): readonly string[] {
  const texts = fc.sample(config, { numRuns: count * 2, seed });
  const distinct = [...new Set(texts)].slice(0, count);
  if (distinct.length < count) throw new Error(`only ${distinct.length} configs differ`);
  return distinct;
}

function readJson(file: URL): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

const words = (...list: readonly string[]): fc.Arbitrary<Json> => fc.constantFrom(...list);

const path = words('/', '/proc', '/dev', '/dev/shm', '/data', '/data/a b', '/sys/fs/cgroup', '/ü');
const capability = words('CAP_CHOWN', 'CAP_KILL', 'CAP_SYS_ADMIN', 'CAP_NET_RAW', 'CAP_BPF');

/** Members and words that are left out: beside random neighbours they nearly always contradict one of them. */
const LEFT_OUT =
  /mounts\/\*\/.idMappings|personality\/flags|scheduler\/(priority|runtime|deadline|period|flags)|rrnoRet|listener|checkBeforeUpdate|realtime|leafWeight|network\/classID|kernelTCP/;
const WORDS_LEFT_OUT = /NOTIFY|WAIT_KILLABLE|DEADLINE/;

/** What a text may be, by where it stands: `*` for an item or a member of any name. The last row that fits holds. */
const TEXTS: readonly (readonly [RegExp, fc.Arbitrary<Json>])[] = [
  [/./, fc.oneof(words('a', 'web', 'x y'), fc.string({ unit: 'grapheme', maxLength: 12 }))],
  [/path|destination|source|cwd/i, path],
  [/(masked|readonly)Paths/, words('/proc/kcore', '/proc/sys', '/sys/firmware', '/etc/a b')],
  [/capabilities/, capability],
  [/env\/\*$/, words('A=1', 'PATH=/bin', 'B=', 'A=ü')],
  [/mounts\/\*\/type$/, words('tmpfs', 'proc', 'sysfs', 'bind', 'cgroup', 'mqueue')],
  [
    /mounts\/\*\/options/,
    words('ro', 'nosuid', 'nodev', 'noexec', 'rbind', 'bind', 'rslave', 'mode=755', 'size=1m'),
  ],
  [/sysctl\/\*$/, words('1', '0 1000')],
  [/architectures/, words('SCMP_ARCH_X86_64', 'SCMP_ARCH_X86', 'SCMP_ARCH_AARCH64')],
  [/seccomp\/flags/, words('SECCOMP_FILTER_FLAG_LOG', 'SECCOMP_FILTER_FLAG_SPEC_ALLOW')],
  [/syscalls\/\*\/names/, words(...SYSCALLS)],
  [/cpus|mems|nodes|initial|final/, words('0', '0-1', '0,2')],
  [/pageSize$/, words('2MB', '1GB')],
  [/access$/, words('r', 'rwm', 'm')],
  [/unified\/\*$/, words('max', '100', '1 2')],
  [/cgroupsPath$/, words('/web', 'a/b', 'system.slice:lading:web', '')],
  [/scheduler\/flags/, words('SCHED_FLAG_RESET_ON_FORK', 'SCHED_FLAG_RECLAIM')],
];

/** Names of members that may have any. */
const NAMES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/sysctl$/, ['net.ipv4.ip_forward', 'kernel.shmmax', 'fs.mqueue.msg_max']],
  [/unified$/, ['memory.high', 'cpu.weight', 'pids.max', 'hugetlb.2MB.max']],
  [/annotations$/, ['a.b', 'org.example.ü', 'x']],
  [/rdma$/, ['mlx5_0']],
  [/netDevices$/, ['eth1', 'wlan0']],
];

function last<T>(rows: readonly (readonly [RegExp, T])[], at: string): T | undefined {
  return rows.findLast(([where]) => where.test(at))?.[1];
}

function resolve(schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : (SCHEMA.$defs?.[name] as Schema);
}

/** More processes are no limit of a kernel's (PID_MAX_LIMIT). */
const PIDS_MAX = 4_194_304;

/** Never without those that most of a config asks for. */
const namespaces = fc
  .subarray(['cgroup', 'time', 'network'])
  .map((more): Json => ['uts', ...more, 'mount', 'pid', 'ipc'].map((type) => ({ type })));

function fill(named: Schema, at: string): fc.Arbitrary<Json> {
  const schema = resolve(named);
  if (at === '/linux/namespaces') return namespaces;
  if (at === '/linux/resources/pids/limit') return integer({ minimum: -1, maximum: PIDS_MAX });
  if (schema.enum !== undefined) {
    return words(...schema.enum.filter((word) => !WORDS_LEFT_OUT.test(word)));
  }
  switch (schema.type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return integer(schema);
    case 'string':
      return last(TEXTS, at) as fc.Arbitrary<Json>;
    case 'array':
      return fc.array(fill(schema.items as Schema, `${at}/*`), {
        minLength: schema.minItems ?? 0,
        maxLength: /names$/.test(at) ? 40 : 4,
      });
    default:
      return object(schema, at);
  }
}

/** The limits, what stands near them, and small numbers more often than all others. */
function integer({ minimum = 0, maximum = 4_294_967_295 }: Schema): fc.Arbitrary<Json> {
  // A double has rounded 2^63-1 and 2^64-1 up.
  const max = Number.isSafeInteger(maximum) ? BigInt(maximum) : BigInt(maximum) - 1n;
  const min = BigInt(minimum);
  const small = max < 1000n ? max : 1000n;
  return fc
    .oneof(
      { weight: 6, arbitrary: fc.bigInt({ min: min < 0n ? 0n : min, max: small }) },
      { weight: 2, arbitrary: fc.constantFrom(min, max, 0n < min ? min : 0n) },
      { weight: 1, arbitrary: fc.bigInt({ min, max }) },
    )
    .map((value) => (Number.isSafeInteger(Number(value)) ? Number(value) : value));
}

function object(schema: Schema, at: string): fc.Arbitrary<Json> {
  if (schema.properties === undefined) {
    const member = fill(schema.additionalProperties ?? { type: 'string' }, `${at}/*`);
    return fc.dictionary(fc.constantFrom(...(last(NAMES, at) ?? ['a'])), member, { maxKeys: 3 });
  }
  const members = Object.entries(schema.properties)
    .map(([name, value]) => [`${at}/${name}`, name, value] as const)
    .filter(([where]) => !LEFT_OUT.test(where))
    .map(([where, name, value]) => [name, fill(value, where)] as const);
  return fc.record(Object.fromEntries(members), {
    requiredKeys: [...(schema.required ?? [])],
  }) as fc.Arbitrary<Json>;
}

/** The parts that are filled in: one at a time, so that most others are as the base has them. */
const PARTS: readonly string[] = [
  ...['/process/user', '/process/env', '/process/capabilities', '/process/oomScoreAdj'],
  ...['/process/rlimits', '/process/noNewPrivileges', '/process/scheduler', '/process/ioPriority'],
  ...['/process/cwd', '/root/readonly', '/hostname', '/mounts', '/annotations'],
  ...['/hooks/prestart', '/hooks/createContainer', '/hooks/poststop'],
  ...['/linux/namespaces', '/linux/sysctl', '/linux/cgroupsPath'],
  ...['/linux/resources/memory', '/linux/resources/cpu', '/linux/resources/pids'],
  ...['/linux/resources/blockIO', '/linux/resources/devices', '/linux/resources/hugepageLimits'],
  ...['/linux/resources/unified', '/linux/resources/rdma'],
  ...['/linux/devices', '/linux/netDevices', '/linux/rootfsPropagation', '/linux/maskedPaths'],
  ...['/linux/readonlyPaths', '/linux/intelRdt', '/linux/memoryPolicy', '/linux/personality'],
  ...['/linux/seccomp', '/linux/seccomp', '/linux/seccomp'],
];

type Change = (tree: Json) => Json;

function schemaAt(part: string): Schema {
  return part
    .slice(1)
    .split('/')
    .reduce<Schema>(
      (schema, name) => resolve(schema.properties?.[name] as Schema),
      resolve(SCHEMA),
    );
}

const change: fc.Arbitrary<Change> = fc.constantFrom(...PARTS).chain((part) =>
  fill(schemaAt(part), part).map(
    (value): Change =>
      (tree) =>
        put(tree, part.slice(1).split('/'), value),
  ),
);

/** A value that belongs elsewhere. */
const strangeChange: fc.Arbitrary<Change> = fc
  .tuple(
    fc.constantFrom(...PARTS),
    fc.constantFrom<Json>(null, true, -1, '', [], {}, 18_446_744_073_709_551_616n, '\u0000'),
  )
  .map(
    ([part, value]): Change =>
      (tree) =>
        put(tree, part.slice(1).split('/'), value),
  );

function put(tree: Json, [name = '', ...rest]: readonly string[], value: Json): Json {
  if (typeof tree !== 'object' || tree === null) return value;
  const members = tree as Tree;
  return { ...members, [name]: rest.length === 0 ? value : put(members[name] ?? {}, rest, value) };
}

const bases: readonly Tree[] = [
  ...readdirSync(CONFIGS)
    .sort()
    .map((name) => readJson(new URL(name, CONFIGS)) as Tree),
  SMALLEST,
  SMALLEST,
];

const config: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...bases),
    fc.array(change, { maxLength: 4 }),
    fc
      .nat(999)
      .chain((one) =>
        one < STRANGE_PER_MILLE ? strangeChange : fc.constant<Change>((tree) => tree),
      ),
    fc.boolean(),
  )
  .map(([base, changes, strange, isPretty]) => {
    const text = renderCanonical(
      [...changes, strange].reduce<Json>((tree, one) => one(tree), base),
    );
    return isPretty ? text.replaceAll(',"', ',\n  "') : text;
  });
