// What a command says of a container that is not there, or not in the right status for it.

import { CONTAINER_MISSING, CONTAINER_STATUS, PROCESS_GONE, STATE_UNREADABLE } from '../plan/codes';
import { Context } from './command';
import { Container } from './container';
import { CORRUPTED, refusal, STOPPED } from './status';

/** True when the command cannot be given; why is told. */
export function refuseCommand(command: string, container: Container, context: Context): bool {
  if (container.isMissing || container.isForeign) {
    const id = container.id;
    const what =
      command == 'delete' && container.isMissing
        ? `cannot open directory \`${container.directory}\``
        : `open \`${container.directory}/state.json\``;
    context.error(
      CONTAINER_MISSING,
      `container \`${id}\` does not exist: ${what}: No such file or directory`,
    );
    return true;
  }
  const problem = refusal(command, container.status, container.id);
  if (problem == '') return false;
  if (container.status == CORRUPTED) {
    context.error(STATE_UNREADABLE, `${problem} (${container.problem})`);
  } else {
    const isGone = command == 'kill' && container.status == STOPPED;
    context.error(isGone ? PROCESS_GONE : CONTAINER_STATUS, problem);
  }
  return true;
}
