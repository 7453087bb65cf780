import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Our own package.json: one folder up from sources, two from `dist/core`. */
export function packageFile(): string {
  const candidates = ['../package.json', '../../package.json'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  )
  return candidates.find((file) => existsSync(file)) ?? candidates[0]!
}

/** Of Poligon, as its package says. */
export const productVersion = (): string =>
  (JSON.parse(readFileSync(packageFile(), 'utf8')) as { version: string }).version
