import type { Engine } from '../engine.ts'
import { MariadbDatabase } from '../mariadb/database.ts'
import { connectLoader } from '../mariadb/loader.ts'

const mariadb: Engine = {
  family: 'mariadb',
  image: (version) => `mariadb:${version}`,
  open: (server, system, log) => MariadbDatabase.open(server, system, log),
  connectLoader,
}

export default mariadb
