import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * A code module beside the caller, by its name without extension: `.ts` when the caller runs from
 * sources, `.js` when it runs from `dist`. For worker threads and child processes; an `import`
 * statement needs no help.
 */
export function siblingModule(caller: string, module: string): URL {
  return new URL(module + extname(fileURLToPath(caller)), caller)
}

/**
 * A file that is not code (YAML, WSDL, WASM, word list) beside the caller. The build copies every
 * such file to the same place under `dist`, so that one relative name serves both.
 */
export function assetFile(caller: string, file: string): string {
  return fileURLToPath(new URL(file, caller))
}
