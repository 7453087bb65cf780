import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where servers are installed that are not meant to be on everybody's PATH. */
const serverFolders = [
  '/usr/sbin',
  '/usr/local/sbin',
  '/usr/libexec',
  '/usr/local/bin',
  '/usr/bin',
  '/opt/homebrew/bin',
]

/** The file of a program on PATH or at a usual place for servers; `undefined` when there is none. */
export function findOnPath(
  program: string,
  path: string = process.env['PATH'] ?? '',
  further: readonly string[] = serverFolders,
): string | undefined {
  return [...path.split(delimiter), ...further]
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, program))
    .find(isProgram)
}

export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}
