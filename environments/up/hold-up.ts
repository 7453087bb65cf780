import { DisposalStack } from '../../core/disposal.ts'
import { thisProcess } from '../../core/owner.ts'
import type { RunningEnvironment } from '../running.ts'
import { serverUrl } from '../server-url.ts'
import { serveControl } from './control.ts'
import { writeRecord, type UpRecord } from './record.ts'

/** The slot of an environment that people, not scenarios, work with. */
export const localSlot = 'local'

export interface HeldUp extends AsyncDisposable {
  readonly record: UpRecord
}

/**
 * Makes one copy of every database and tells the project's other processes of it. Disposing takes
 * the announcement back; the environment stays the caller's.
 */
export async function holdUp(running: RunningEnvironment, project: string): Promise<HeldUp> {
  const stack = new DisposalStack()
  try {
    const systems = await Promise.all(
      [...running.databases].map(async ([system, database]) => ({
        name: system,
        engine: `${database.family} ${database.serverVersion}`,
        url: serverUrl(await database.copy(localSlot), 'with password'),
      })),
    )
    const { port, token } = stack.use(await serveControl(running, localSlot))
    const record: UpRecord = {
      environment: running.name,
      provider: running.provider,
      owner: thisProcess(),
      control: { port, token },
      systems,
      notes: [...running.notes],
    }
    stack.add(writeRecord(project, record))
    return { record, [Symbol.asyncDispose]: () => stack.dispose() }
  } catch (failure) {
    await stack.dispose()
    throw failure
  }
}
