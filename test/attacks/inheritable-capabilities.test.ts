// T07 (CVE-2022-29162 and its kin): capabilities in the inheritable set that nobody asked for.
import assert from 'node:assert/strict';
import { Container } from '../helpers/container.ts';
import { parseStatus } from '../helpers/inside.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { type Action, carry } from './attack.ts';

const status = ['/bin/cat', '/proc/self/status'];
const set = (sets: Partial<Record<string, string[]>>): Action => ({
  do: 'capabilities.set',
  ambient: [],
  effective: [],
  inheritable: [],
  permitted: [],
  ...sets,
});

describe('attack: inheritable capabilities', () => {
  leavesNothingBehind();

  it('are none, whatever the caller has in that set', () => {
    const capabilities = ['CAP_CHOWN', 'CAP_NET_RAW'];
    const outcome = carry(
      new Container(),
      {
        identity: [
          { do: 'bounding.drop', keep: capabilities },
          set({ effective: capabilities, permitted: capabilities }),
        ],
        args: status,
      },
      ['setpriv', '--inh-caps', '+net_raw,+chown'],
    );
    assert.equal(outcome.exitCode, 0, outcome.failure + outcome.stderr);
    const found = parseStatus(outcome.stdout);
    assert.equal(found.CapInh, '0000000000000000');
    assert.equal(found.CapAmb, '0000000000000000');
    assert.equal(found.CapBnd, '0000000000002001');
  });

  it('are exactly those of the config', async () => {
    const container = new Container({
      bend: (config) => {
        Object.assign(config.process.capabilities ?? {}, { inheritable: ['CAP_KILL'] });
        config.process.args = status;
      },
    });
    const outcome = await container.run();
    assert.equal(parseStatus(outcome.stdout).CapInh, '0000000000000020');
  });

  it('ambient ones outside of the permitted and inheritable sets are refused', () => {
    const outcome = carry(new Container(), {
      identity: [set({ ambient: ['CAP_KILL'], permitted: ['CAP_KILL'], effective: ['CAP_KILL'] })],
    });
    assert.equal(outcome.exitCode, 1);
    assert.match(outcome.failure, /^capset .*EINVAL .*ambient set/);
  });
});
