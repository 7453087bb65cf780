import type { ServerSettings } from '../../core/contracts/server-settings.ts'
import type { DatabaseSpec } from '../environment.ts'

/** Sentences on what the server has otherwise than the environment asks for. */
export function settingsGap(
  system: string,
  { settings: wanted = {}, extensions = [] }: Pick<DatabaseSpec, 'settings' | 'extensions'>,
  had: Pick<ServerSettings, 'settings' | 'available'>,
): string[] {
  const others = Object.entries(wanted).flatMap(([name, value]) => {
    const own = had.settings[name]
    return own === value
      ? []
      : [`${system}: ${name} is asked to be ${shown(value)}, the server has ${shown(own)}.`]
  })
  const missing = extensions.filter((one) => had.available?.includes(one) === false)
  return missing.length === 0
    ? others
    : [...others, `${system}: the server cannot make the extension ${missing.join(', ')}.`]
}

const shown = (value: string | undefined): string =>
  value === undefined ? 'no such setting' : value === '' ? 'empty' : value
