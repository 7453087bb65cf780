import { readYaml, type SourceText } from '../core/source-text.ts'
import { environmentSchema, type Environment } from './environment.ts'

/** @throws POLIGON_CONFIG with file, line and column. */
export function loadEnvironment(file: string): SourceText<Environment> {
  return readYaml(file, environmentSchema)
}
