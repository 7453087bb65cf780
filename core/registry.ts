import { PoligonError, type ErrorCode } from './errors.ts'
import { name, names, say } from './redacted.ts'

/**
 * Members of one kind by name, each loaded only when it is asked for. A registry file is one line a
 * member: `email: () => import('./transformers/email.ts')`; every module has one default export.
 */
export type Registry<T> = Readonly<Record<string, () => Promise<{ default: T }>>>

/** @throws `code` with the known names when there is no such member. */
export async function fromRegistry<T>(
  registry: Registry<T>,
  what: string,
  wanted: string,
  code: ErrorCode = 'POLIGON_CONFIG',
): Promise<T> {
  const load = Object.hasOwn(registry, wanted) ? registry[wanted] : undefined
  if (!load)
    throw new PoligonError(code, {
      what: say`There is no ${name(what)} called ${name(wanted)}.`,
      remedy: say`Take one of: ${names(Object.keys(registry).toSorted(), 60)}.`,
    })
  return (await load()).default
}
