import { reapProcess } from '../core/child.ts'
import { reapOrphans, type ResourceRecord } from '../core/resources.ts'
import { isRunFolder, removeRunFolder } from './embedded/run-folder.ts'

/** Ends and removes what earlier runs left that were killed: servers, containers, folders. */
export async function reapLeftovers(): Promise<readonly ResourceRecord[]> {
  return reapOrphans({
    process: async ({ address }) => reapProcess(address),
    container: async ({ address }) =>
      (await import('./docker/reap-container.ts')).reapContainer(address),
    folder: async ({ address }) => {
      // Somebody else's kind of folder stays on record for them.
      if (!isRunFolder(address)) throw new Error('not a folder of ours')
      removeRunFolder(address)
    },
  })
}
