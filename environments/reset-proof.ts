import type { ResetProof } from './running.ts'

/** Compares two sets of named checksums; what is on one side only differs too. */
export function compareFingerprints(
  wanted: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
): ResetProof {
  const differing = [...new Set([...wanted.keys(), ...found.keys()])]
    .filter((key) => wanted.get(key) !== found.get(key))
    .toSorted()
  return { equal: differing.length === 0, differing }
}
