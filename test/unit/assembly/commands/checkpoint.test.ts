// checkpoint and restore: what they plan, and what they say when they cannot.
import assert from 'node:assert/strict';
import { smallConfig } from '../../../helpers/config.ts';
import {
  caller,
  give,
  inputsOf,
  lines,
  lock,
  missing,
  problems,
} from '../../../helpers/existing.ts';
import { ask, namedFacts, renderAction } from '../../../helpers/planner.ts';

const noCriu = { criu: missing };
const images = '/img';

/** A config with two binds, a mask and a joined network, as it is on record and in the bundle. */
function configText(bend: (config: ReturnType<typeof smallConfig>) => void = () => {}): string {
  const config = smallConfig();
  config.mounts.push(
    { destination: '/data', source: 'data', options: ['rbind'] },
    { destination: '/etc/hosts', source: '/h', options: ['bind', 'ro'] },
  );
  config.linux.maskedPaths = ['/proc/keys'];
  config.linux.namespaces = config.linux.namespaces.map(({ type }) =>
    type === 'network' ? { type, path: '/run/ns' } : { type },
  );
  bend(config);
  return JSON.stringify(config);
}

const present = {
  criu: { path: '/sbin/criu' },
  facts: namedFacts('v2-x86_64'),
  'criu/0': missing,
  'criu/1': missing,
  parent: { type: 'directory' },
} as const;

function dump(
  options: object = {},
  text = configText(),
  more: object = {},
): ReturnType<typeof give> {
  const recorded = { text: JSON.stringify({ inputs: { config: { text } } }) };
  const inputs = { ...present, recorded, ...more };
  return give('checkpoint', 'running', { imagePath: images, ...options }, inputs);
}

function restore(
  options: object = {},
  more: object = {},
  text = configText(),
): ReturnType<typeof ask> {
  const inputs = {
    ...inputsOf('missing'),
    ...present,
    config: { text },
    descriptors: { text: '["pipe:[7]","/dev/null","pipe:[8]"]' },
    ...more,
  };
  const given = { id: 'web', bundle: '/b', imagePath: images, root: '/run/lading', ...options };
  return ask('restore', given as never, inputs as never);
}

describe('checkpoint and restore', () => {
  for (const command of ['checkpoint', 'restore']) {
    it(`${command} says that criu is missing`, () => {
      assert.match(
        problems(give(command, 'running', {}, noCriu))[0] ?? '',
        /^LD2724 no `criu` in PATH, .* install it/,
      );
    });
  }

  it('are for root', () => {
    const user = { caller: { ...(caller as object), uid: 1000 }, ...noCriu };
    const root = '/run/lading';
    assert.deepEqual(problems(give('checkpoint', 'running', { root }, user as never)), [
      'LD2611 checkpointing requires root',
    ]);
    assert.deepEqual(problems(give('restore', 'running', { root }, user as never)), [
      'LD2611 restoring requires root',
    ]);
  });

  it('checkpoint needs a container that runs', () => {
    for (const status of ['created', 'stopped'] as const) {
      assert.deepEqual(problems(give('checkpoint', status)), [
        'LD2716 the container `web` is not running',
      ]);
    }
    assert.match(problems(give('checkpoint', 'missing'))[0] ?? '', /does not exist/);
  });

  it('checkpoint takes the path of a parent from that of the images', () => {
    assert.deepEqual(problems(give('checkpoint', 'running', { parentPath: '/tmp/one' })), [
      'LD2712 --parent-path must be relative',
    ]);
  });

  it('checkpoint has criu dump the process, and deletes the rest', () => {
    const planned = lines(dump({ fileLocks: true, networkLock: 'skip' }));
    assert.equal(planned[0], lock);
    const criu = planned[1] ?? '';
    assert.match(criu, /^criu\.dump /);
    for (const part of ['images=/img', 'work=/img', 'rootfs=/b/rootfs', 'networkLock=skip']) {
      assert.ok(criu.includes(part), `${part} in ${criu}`);
    }
    const [, action] = dump({ fileLocks: true }).actions;
    assert.deepEqual(action?.flags, ['file-locks']);
    assert.deepEqual(action?.external, ['network']);
    assert.deepEqual(action?.mounts, [
      { name: 'm6', target: '/data' },
      { name: 'm7', readonly: true, target: '/etc/hosts' },
      { name: 'k0', optional: true, readonly: true, target: '/proc/keys' },
    ]);
    assert.deepEqual(
      planned.slice(2).map((line) => line.split(' ')[0]),
      ['cgroup.kill', 'cgroup.remove', 'hook.run', 'state.remove'],
    );
  });

  it('criu is shown the hierarchies where one is of version 2, lest it mount that', () => {
    const shown = (facts: ReturnType<typeof namedFacts>): unknown => {
      const [, dumped] = dump({}, configText(), { facts }).actions;
      const found = restore({}, { facts }).actions.find((one) => one.do === 'criu.restore');
      assert.deepEqual(dumped?.hierarchies, found?.hierarchies);
      assert.equal(dumped?.stage, dumped?.hierarchies && '/run/lading/web');
      return dumped?.hierarchies;
    };
    const unified = { mount: '/sys/fs/cgroup', name: 'unified' };
    assert.deepEqual(shown(namedFacts('v2-x86_64')), [unified]);
    assert.equal(shown(namedFacts('cgroup-v1-x86_64')), undefined);
    const hybrid = namedFacts('hybrid-x86_64');
    const hierarchies = [
      // As the kernel has them in /proc/PID/cgroup, not as the facts do.
      { controllers: ['cpu', 'cpuset', 'other'], delegated: true, mount: '/c', name: '', own: '/' },
      { controllers: [], delegated: true, mount: '/s', name: 'systemd', own: '/' },
    ];
    const facts = { ...hybrid, cgroups: { ...(hybrid.cgroups as object), hierarchies } };
    assert.deepEqual(shown(facts as never), [
      { mount: '/c', name: 'cpuset,cpu,other' },
      { mount: '/s', name: 'systemd' },
      { mount: '/sys/fs/cgroup/unified', name: 'unified' },
    ]);
  });

  it('checkpoint leaves the container when it runs on', () => {
    for (const option of ['leaveRunning', 'preDump']) {
      const { actions } = dump({ [option]: true });
      assert.deepEqual(
        actions.map((action) => action.do),
        ['state.lock', 'criu.dump'],
      );
      assert.equal(actions[1]?.[option], true);
    }
    const { actions } = dump({ parentPath: '../first' });
    assert.deepEqual([actions[1]?.parent, actions[1]?.trackMemory], ['../first', true]);
  });

  it('restore makes everything around the processes before it lets them go', () => {
    const answer = restore({ detach: true, pidFile: '/pid' });
    assert.equal(answer.kind, 'plan', answer.text);
    const kinds = answer.actions.map((action) => action.do);
    const order = [
      ...['state.reserve', 'cgroup.create', 'failure.then', 'namespace.open', 'criu.restore'],
      ...['criu.spawn', 'criu.check', 'pidfile.write', 'state.commit', 'criu.resume'],
    ];
    assert.deepEqual(
      kinds.filter((kind) => order.includes(kind)),
      order,
    );
    const criu = answer.actions.find((action) => action.do === 'criu.restore');
    assert.deepEqual(criu?.inherited, [
      { key: 'pipe:[7]', stream: 0 },
      { key: 'pipe:[8]', stream: 2 },
    ]);
    assert.deepEqual(criu?.joins, ['network']);
    assert.deepEqual(criu?.mounts, [
      { name: 'm6', source: '/b/data', target: '/data' },
      { name: 'm7', readonly: true, source: '/h', target: '/etc/hosts' },
      { name: 'k0', optional: true, readonly: true, source: '/dev/null', target: '/proc/keys' },
    ]);
    assert.match(renderAction(answer.actions.at(-1) as never), /^criu\.resume/);
    assert.equal(restore().actions.at(-1)?.do, 'state.remove');
  });

  it('a label of SELinux is named to criu, which may know of none, unless another is asked for', () => {
    const text = configText((config) => {
      config.process.selinuxLabel = 'a:b:c:s0';
    });
    const named = (options: object, facts: string): unknown =>
      restore(options, { facts: namedFacts(facts) }, text).actions.find(
        (action) => action.do === 'criu.restore',
      )?.lsmProfile;
    assert.equal(named({}, 'v2-selinux'), 'selinux:a:b:c:s0');
    assert.equal(named({ lsmProfile: 'selinux:x' }, 'v2-selinux'), 'selinux:x');
    assert.equal(named({}, 'v2-x86_64'), undefined);
  });

  it("the configuration of criu is the annotation's, or the administrator's", () => {
    const text = configText((config) => {
      config.annotations = { 'org.criu.config': '/c' };
    });
    assert.equal(dump({}, text).actions[1]?.config, '/c');
    const conf = { 'criu/1': { type: 'file' } };
    const criu = restore({}, conf).actions.find((action) => action.do === 'criu.restore');
    assert.equal(criu?.config, '/etc/criu/runc.conf');
  });

  it('says what criu cannot do, and what are no images', () => {
    const mapped = configText((config) => {
      const ids = [{ containerID: 0, hostID: 1, size: 1 }];
      config.mounts.push(
        { destination: '/x', source: '/x', options: ['bind', 'src-nofollow'] },
        { destination: '/y', source: '/y', options: ['bind'], uidMappings: ids, gidMappings: ids },
      );
    });
    const told = problems(restore({}, {}, mapped)).join('\n');
    assert.match(told, /^LD2726 CRIU does not support `src-nofollow` for bind mounts/);
    assert.match(told, /criu cannot restore a mount whose ids are mapped/);
    const delegated = configText((config) => {
      config.annotations = { 'run.oci.delegate-cgroup': 'own' };
    });
    assert.match(
      problems(restore({}, {}, delegated)).join(),
      /criu would restore a delegated cgroup as the one that has the limits/,
    );
    const joined = configText((config) => {
      config.linux.namespaces.push({ type: 'user', path: '/run/user-ns' });
    });
    assert.match(
      problems(restore({}, {}, joined)).join(),
      /in a user namespace that it has joined/,
    );
    const own = configText((config) => {
      const ids = [{ containerID: 0, hostID: 1, size: 1 }];
      config.linux.namespaces.push({ type: 'user' });
      Object.assign(config.linux, { uidMappings: ids, gidMappings: ids });
    });
    for (const answer of [dump({}, own), restore({}, {}, own)])
      assert.match(problems(answer).join(), /in a user namespace of its own/);
    assert.match(
      problems(restore({}, { descriptors: missing })).join(),
      /^LD2725 no images of a checkpoint/,
    );
  });
});
