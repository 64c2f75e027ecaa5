// The five capability sets that the container's program starts with.
import type { JSX } from 'preact';
import type { SeenPlan } from './session.ts';

const SETS = ['bounding', 'permitted', 'effective', 'inheritable', 'ambient'] as const;

/** Whoever has one of these can take most of the host (capabilities(7)). */
const STRONG: readonly string[] = [
  ...['CAP_BPF', 'CAP_DAC_READ_SEARCH', 'CAP_MAC_ADMIN', 'CAP_MAC_OVERRIDE', 'CAP_NET_ADMIN'],
  ...['CAP_PERFMON', 'CAP_SYS_ADMIN', 'CAP_SYS_BOOT', 'CAP_SYS_MODULE', 'CAP_SYS_PTRACE'],
  ...['CAP_SYS_RAWIO', 'CAP_SYSLOG', 'CAP_SYS_TIME'],
];

export function Capabilities({ plan }: { readonly plan: SeenPlan }): JSX.Element {
  const sets = setsOf(plan);
  const names = [...new Set(sets.flatMap(([, members]) => [...members]))].sort();
  if (names.length === 0) {
    return <p class="none">The container's program has no capabilities, and can gain none.</p>;
  }
  return (
    <div class="scroll">
      <table class="capabilities">
        <thead>
          <tr>
            <th scope="col">capability</th>
            {sets.map(([set, members]) => (
              <th scope="col">
                {set} <small>{members.size}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr class={STRONG.includes(name) ? 'strong' : ''}>
              <th scope="row">
                <code>{name}</code>
                {STRONG.includes(name) ? <small> reaches the host</small> : null}
              </th>
              {sets.map(([, members]) => (
                <td>{members.has(name) ? <Yes /> : <No />}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Yes(): JSX.Element {
  return (
    <span class="yes" role="img" aria-label="yes">
      ●
    </span>
  );
}

function No(): JSX.Element {
  return (
    <span class="no" role="img" aria-label="no">
      ·
    </span>
  );
}

function setsOf({ actions }: SeenPlan): (readonly [string, ReadonlySet<string>])[] {
  const find = (kind: string): { readonly [field: string]: unknown } | undefined =>
    actions.find(({ action }) => action.do === kind)?.action;
  const kept = find('bounding.drop')?.keep;
  const set = find('capabilities.set');
  return SETS.map((name) => {
    const members = name === 'bounding' ? kept : set?.[name];
    return [name, new Set(Array.isArray(members) ? members.map(String) : [])] as const;
  });
}
