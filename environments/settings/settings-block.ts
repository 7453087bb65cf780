import type { ServerSettings } from '../../core/contracts/server-settings.ts'

/** Settings as the part of an environment's file that asks for them. @param system - what the system is called there. */
export function settingsBlock(
  { family, version, settings, extensions }: ServerSettings,
  system: string,
): string {
  const asked = versionAsked(version)
  const lines = Object.entries(settings).map(([name, value]) => `      ${name}: ${quoted(value)}`)
  return [
    'systems:',
    `  ${system}:`,
    '    kind: database',
    `    engine: ${family}`,
    ...(asked === undefined ? [] : [`    version: ${quoted(asked)}`]),
    ...(lines.length === 0 ? [] : ['    settings:', ...lines]),
    ...(extensions.length === 0 ? [] : [`    extensions: [${extensions.map(quoted).join(', ')}]`]),
    '',
  ].join('\n')
}

/** `10.11` of `10.11.6-MariaDB`, `8.4` of `8.4.2`, `15` of `15.4 (Debian)`. */
function versionAsked(version: string | undefined): string | undefined {
  const [, major, minor] = /^(\d+)(?:\.(\d+))?/.exec(version ?? '') ?? []
  if (major === undefined) return undefined
  return minor === undefined || Number(major) >= 13 ? major : `${major}.${minor}`
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
