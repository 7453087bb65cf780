import { hostname } from 'node:os'
import { isAlive, thisProcess } from '../core/owner.ts'

/**
 * What we write on a database that we made on somebody else's server: that it is ours, and which
 * process of which machine made it. `poligon 1 4711@…:123 build-host`.
 */
export function ownerMark(): string {
  const { pid, started } = thisProcess()
  return `poligon 1 ${pid}@${started} ${hostname()}`
}

export type MarkState = 'foreign' | 'alive' | 'dead'

/** `alive` also when it cannot be known, because another machine made it. */
export function markState(mark: string | null | undefined): MarkState {
  const match = /^poligon 1 (\d+)@(\S+) (\S+)$/.exec(mark ?? '')
  if (!match) return 'foreign'
  if (match[3] !== hostname()) return 'alive'
  return isAlive({ pid: Number(match[1]), started: match[2] ?? '' }) ? 'alive' : 'dead'
}

/**
 * What we write on a database that was asked for by name as the target of masked data: it may be
 * replaced by the next masking, and nothing removes it when we are gone.
 */
export const targetMark = 'poligon 1 target'
