import { PoligonError } from '../core/errors.ts'
import { name, names, say } from '../core/redacted.ts'

export type Variables = Readonly<Record<string, string>>

/**
 * Puts the values of `variables` where the text says `${name}`.
 *
 * @param place what the text belongs to, for the error: `the environment of hub`.
 * @throws POLIGON_CONFIG when a name has no value.
 */
export function fill(text: string, variables: Variables, place: string): string {
  return text.replaceAll(/\$\{([^}]*)\}/g, (_, wanted: string) => {
    const value = Object.hasOwn(variables, wanted) ? variables[wanted] : undefined
    if (value !== undefined) return value
    throw new PoligonError('POLIGON_CONFIG', {
      what: say`In ${name(place)}: there is nothing called ${name(wanted)}.`,
      remedy: say`Take one of: ${names(Object.keys(variables).toSorted(), 40)}.`,
    })
  })
}
