import type { TargetPlace } from '../resume/checkpoint.ts'

/** Where a later run can go on from. */
export interface Cut extends TargetPlace {
  /** Resolves when everything before it is on the disk. */
  flushed(): Promise<void>
}

/** A cut is made where the source, unpacked, passes a multiple of it: the same places in every run. */
export const cutEvery = 16 * 1024 * 1024

/** Tells the places: called with the position of every batch in turn. */
export function createCutter(every: number, from: number): (end: number) => boolean {
  let last = from
  return (end) => {
    const passes = Math.floor(end / every) > Math.floor(last / every)
    last = end
    return passes
  }
}
