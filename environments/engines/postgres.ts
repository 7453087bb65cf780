import type { Engine } from '../engine.ts'
import { PostgresDatabase } from '../postgres/database.ts'
import { connectLoader } from '../postgres/loader.ts'

const postgres: Engine = {
  family: 'postgres',
  image: (version) => `postgres:${version}`,
  open: (server, system, log) => PostgresDatabase.open(server, system, log),
  connectLoader,
}

export default postgres
