import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** A process that cannot be mistaken for a later one with the same number. */
export interface Owner {
  readonly pid: number
  /** Opaque; differs between two processes that had the same pid. */
  readonly started: string
}

/** When process `pid` was started, as an opaque mark; `undefined` when it does not live (a zombie does not). */
export function processStart(pid: number): string | undefined {
  if (process.platform === 'linux') {
    try {
      // Fields of proc_pid_stat(5) after the command, which may itself hold spaces and brackets: 3 is
      // the state, 22 the start in clock ticks since boot; the boot id makes it unique across boots.
      const fields =
        readFileSync(`/proc/${pid}/stat`, 'latin1').split(')').at(-1)?.trim().split(' ') ?? []
      if (fields[0] === 'Z' || fields[0] === 'X') return undefined
      return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()}:${fields[19]}`
    } catch {
      return undefined
    }
  }
  try {
    return (
      execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim() || undefined
    )
  } catch {
    return undefined
  }
}

export function thisProcess(): Owner {
  return { pid: process.pid, started: processStart(process.pid) ?? 'unknown' }
}

export function isAlive(owner: Owner): boolean {
  return processStart(owner.pid) === owner.started
}
