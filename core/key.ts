import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PoligonError } from './errors.ts'
import { name, say } from './redacted.ts'
import { randomToken } from './seed.ts'
import { childEnvironment, Secret } from './secrets.ts'

/** The secret that all masking derives from, and its public id (safe to print and to store). */
export interface MaskingKey {
  readonly bytes: Secret<Uint8Array>
  /** 16 hex digits; tells two keys apart, tells nothing about the key. */
  readonly id: string
  /** Nobody keeps it beyond one set of copies: a policy's check value does not concern it. */
  readonly throwAway?: true
}

const remedy = say`Set POLIGON_KEY, POLIGON_KEY_FILE or POLIGON_KEY_COMMAND to at least 32 hex digits, in the environment or in the project's .env; \`openssl rand -hex 32\` makes one.`

/**
 * Reads the key from `POLIGON_KEY` (hex), `POLIGON_KEY_FILE` (a file that holds hex) or
 * `POLIGON_KEY_COMMAND` (a shell command that prints hex), the first that is set. There is no default.
 *
 * @throws POLIGON_KEY when none is set, or the key is not hex or shorter than 128 bits.
 */
export function loadKey(environment: NodeJS.ProcessEnv = held ?? process.env): MaskingKey {
  const text = readKeyText(environment).trim()
  if (!/^(?:[0-9a-f]{2}){16,}$/i.test(text))
    throw new PoligonError('POLIGON_KEY', {
      what: say`The masking key is not at least 32 hex digits (128 bits).`,
      remedy,
    })
  return keyFromBytes(Buffer.from(text, 'hex'))
}

/**
 * Takes the key's variables out of `environment` and keeps them for {@link loadKey}, so that no child
 * process can inherit them by an oversight; adds those of `folder`/.env that are not set. Called once,
 * by the command line.
 */
export function holdKeyVariables(
  folder: string,
  environment: NodeJS.ProcessEnv = process.env,
): void {
  const stored = parseVariables(readStored(join(folder, '.env')))
  const isKey = ([variable]: readonly [string, unknown]) => /^POLIGON_KEY/i.test(variable)
  const given = Object.fromEntries(Object.entries(environment).filter(isKey))
  held =
    Object.keys(given).length > 0 ? given : Object.fromEntries(Object.entries(stored).filter(isKey))
  for (const variable of Object.keys(given)) delete environment[variable]
}

/** Whether any source of a key is set; it may still be a wrong one. */
export function keyIsSet(environment: NodeJS.ProcessEnv = held ?? process.env): boolean {
  return Boolean(
    environment['POLIGON_KEY'] ??
    environment['POLIGON_KEY_FILE'] ??
    environment['POLIGON_KEY_COMMAND'],
  )
}

let held: NodeJS.ProcessEnv | undefined
/** Why the `.env` that is there could not be read. */
let unreadable = ''

/** Empty when there is none, and when it belongs to somebody else: most commands need no key. */
function readStored(file: string): string {
  try {
    unreadable = ''
    return readFileSync(file, 'utf8')
  } catch (failure) {
    const { code = 'unknown' } = failure as NodeJS.ErrnoException
    if (code !== 'ENOENT') unreadable = code
    return ''
  }
}

/** A key from raw bytes, at least 16 of them. */
export function keyFromBytes(bytes: Uint8Array): MaskingKey {
  if (bytes.length < 16)
    throw new PoligonError('POLIGON_KEY', {
      what: say`The masking key is shorter than 128 bits.`,
      remedy,
    })
  const id = createHash('sha256')
    .update('poligon key id\0')
    .update(bytes)
    .digest('hex')
    .slice(0, 16)
  return { bytes: new Secret(Uint8Array.from(bytes)), id }
}

/** A random key of 256 bits that is written nowhere by this function. */
export function throwAwayKey(): MaskingKey {
  return { ...keyFromBytes(Buffer.from(randomToken(256), 'hex')), throwAway: true }
}

/**
 * Puts a fresh key into `folder`/.env (mode 0600) unless one is set in the environment or stands
 * there already, and returns the variables of that file.
 *
 * @throws POLIGON_KEY when it cannot be written.
 */
export function ensureKeyFile(folder: string): Readonly<Record<string, string>> {
  const file = join(folder, '.env')
  const present = readStored(file)
  if (!/^POLIGON_KEY\w*=/m.test(present)) {
    const gap = present === '' || present.endsWith('\n') ? '' : '\n'
    try {
      writeFileSync(file, `${present}${gap}POLIGON_KEY=${randomToken(256)}\n`, { mode: 0o600 })
      chmodSync(file, 0o600)
    } catch (cause) {
      throw new PoligonError('POLIGON_KEY', {
        what: say`No masking key is set, and a fresh one cannot be written to ${name(file)} (${name((cause as NodeJS.ErrnoException).code ?? 'unknown')}).`,
        remedy,
        cause,
      })
    }
  }
  return parseVariables(readStored(file))
}

/** The `NAME=value` lines of an `.env` file; comments and blank lines are passed over. */
export function parseVariables(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/^[ \t]*(\w+)[ \t]*=[ \t]*(.*?)[ \t]*\r?$/gm)]
  return Object.fromEntries(
    pairs.map(([, key, value]) => [
      key as string,
      (value as string).replace(/^(['"])(.*)\1$/, '$2'),
    ]),
  )
}

function readKeyText(environment: NodeJS.ProcessEnv): string {
  const { POLIGON_KEY: direct, POLIGON_KEY_FILE: file, POLIGON_KEY_COMMAND: command } = environment
  if (direct) return direct
  if (file) {
    try {
      return readFileSync(file, 'utf8')
    } catch (cause) {
      throw new PoligonError('POLIGON_KEY', {
        what: say`The key file ${name(file)} cannot be read.`,
        remedy,
        cause,
      })
    }
  }
  if (command) {
    try {
      return execFileSync('/bin/sh', ['-c', command], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        env: childEnvironment({}, environment),
      })
    } catch (cause) {
      throw new PoligonError('POLIGON_KEY', {
        what: say`The command in POLIGON_KEY_COMMAND failed.`,
        remedy,
        cause,
      })
    }
  }
  const why =
    unreadable === ''
      ? say``
      : say`, and the .env of the project cannot be read (${name(unreadable)})`
  throw new PoligonError('POLIGON_KEY', { what: say`No masking key is set${why}.`, remedy })
}
