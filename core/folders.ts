import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { codeOf, PoligonError } from './errors.ts'
import { name, say } from './redacted.ts'

/**
 * Where this user's Poligon keeps what can be made again (server binaries, initialised data
 * folders): `POLIGON_CACHE`, else `$XDG_CACHE_HOME/poligon`, else `~/.cache/poligon`. Mode 0700.
 *
 * @throws POLIGON_CONFIG when it cannot be made.
 */
export function cacheFolder(...inside: readonly string[]): string {
  const root =
    process.env['POLIGON_CACHE'] ??
    join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'poligon')
  const folder = join(root, ...inside)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new PoligonError('POLIGON_CONFIG', {
      what: say`The cache folder ${name(folder)} cannot be made (${codeOf(cause)}).`,
      remedy: say`Set POLIGON_CACHE to a folder that you may write to.`,
      cause,
    })
  }
  return folder
}

/** Where running things of this user are written down, to be found again after a crash. */
export function resourceFolder(): string {
  return cacheFolder('resources')
}
