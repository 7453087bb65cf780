/** Settings of MariaDB and MySQL that change what a statement does, or when it is refused. */
export const mysqlSettings: readonly string[] =
  'character_set_server collation_server character_set_database collation_database sql_mode time_zone system_time_zone lower_case_table_names transaction_isolation tx_isolation autocommit default_storage_engine innodb_strict_mode innodb_default_row_format explicit_defaults_for_timestamp event_scheduler group_concat_max_len max_allowed_packet max_connections wait_timeout interactive_timeout lock_wait_timeout innodb_lock_wait_timeout max_execution_time max_statement_time innodb_ft_min_token_size ft_min_word_len div_precision_increment sql_require_primary_key'.split(
    ' ',
  )

/** The same of PostgreSQL; see pg_settings. */
export const postgresSettings: readonly string[] =
  'server_encoding lc_collate lc_ctype lc_messages lc_monetary lc_numeric lc_time TimeZone DateStyle IntervalStyle default_text_search_config default_transaction_isolation standard_conforming_strings backslash_quote bytea_output extra_float_digits array_nulls quote_all_identifiers transform_null_equals max_connections statement_timeout lock_timeout idle_in_transaction_session_timeout idle_session_timeout work_mem maintenance_work_mem shared_buffers temp_buffers max_locks_per_transaction max_prepared_transactions wal_level jit row_security session_replication_role default_table_access_method'.split(
    ' ',
  )
