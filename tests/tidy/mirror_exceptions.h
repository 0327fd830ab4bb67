// Sources without a test file of the same name, and why. The rule is that app/x/y.cpp has tests/x/y_test.cpp.
#pragma once

#include <string_view>

namespace xingke::tidy {

struct MirrorException {
    std::string_view path;  // what the source's path begins with
    std::string_view reason;
};

inline constexpr MirrorException mirror_exceptions[] = {
    {"app/base/check.cpp", "ends the program; a test that reaches it has found a bug"},
    {"app/base/native/", "the real clock and the real randomness: no value of theirs can be expected"},
    {"app/catalogue/", "declarations; tests/catalogue/catalogue_test.cpp checks them all together"},
    {"app/client/absorbing.cpp", "relations_test.cpp merges two customers, and takes it back"},
    {"app/client/administering.cpp", "what tests/ui/screens/people_page_test.cpp changes people and departments by"},
    {"app/client/commands.cpp", "every test of tests/client writes through it; data_host_test.cpp has its refusals"},
    {"app/client/held_network.cpp", "importing_test.cpp: what the server says while an import is written waits"},
    {"app/client/device_report.cpp", "asked in data_host_test.cpp and sight_test.cpp"},
    {"app/client/live_queries.cpp", "what every test of tests/client looks at"},
    {"app/client/local_database.cpp", "opened, killed and erased in data_host_test.cpp and sign_in_test.cpp"},
    {"app/client/preparing_checks.cpp", "part of preparing.cpp: steps_test.cpp and others"},
    {"app/client/preparing_relations.cpp", "part of preparing.cpp: relations_test.cpp, pooling_test.cpp"},
    {"app/client/preparing.cpp", "what commands.cpp begins with: data_host_test.cpp has its refusals"},
    {"app/client/record_answer.cpp", "what tests/client and the simulation compare records by"},
    {"app/client/related_records.cpp", "what preparing.cpp asks: relations_test.cpp, recycle_bin_test.cpp"},
    {"app/client/rescue.cpp", "tests/client/recovery_test.cpp damages databases and looks at what comes back"},
    {"app/client/screen_link.cpp", "the end from which tests/client and the simulation drive the data side"},
    {"app/client/sync_client.cpp", "tests/simulation treats it as badly as a network can"},
    {"app/client/writing.cpp", "what commands.cpp ends with; in pieces: importing_test.cpp"},
    {"app/client/workspace.cpp", "what the parts of app/client share; no logic"},
    {"app/formats/compound_file.cpp", "what lies around an old workbook: tests/formats/xls_test.cpp"},
    {"app/formats/xls_read.cpp", "one half of xls.h: tests/formats/xls_test.cpp"},
    {"app/formats/xls_write.cpp", "the other half of xls.h: tests/formats/xls_test.cpp"},
    {"app/formats/csv_write.cpp", "what csv_test.cpp reads back"},
    {"app/formats/zip_write.cpp", "what zip_read_test.cpp reads back"},
    {"app/formats/answering.cpp", "the other end of asking.cpp: tests/formats/asking_test.cpp"},
    {"app/model/importable.cpp", "seen as templates and mappings: tests/store/transfer/mapping_test.cpp"},
    {"app/model/workflow_prepare.cpp", "the inside of Workflow::prepare: tests/model/workflow_test.cpp"},
    {"app/platform/headless/freetype_glyphs.cpp", "draws pictures for people to look at; no test reads them"},
    {"app/platform/headless/headless_screen.cpp", "the screen that every test of tests/ui looks at"},
    {"app/platform/screen_platform.cpp", "names of ARIA roles; the browser tests find everything by them"},
    {"app/platform/headless/posix_files.cpp", "is a disk under the VFS: tests/base/sqlite_files_test.cpp"},
    {"app/store/backfill.cpp", "a part of every migration: tests/store/migrate_test.cpp"},
    {"app/store/change_log.cpp", "checked against the oracle by tests/simulation, case by case by tests/client"},
    {"app/store/declarations.cpp", "read at each start: tests/client/declarations_test.cpp"},
    {"app/store/operation.cpp", "data_host_test.cpp merges several choices by it, on the device and at the server"},
    {"app/store/history.cpp", "seen as timeline and undo: tests/client/data_host_test.cpp, undo_test.cpp"},
    {"app/store/records.cpp", "the inside of Store::read and write: tests/store/store_test.cpp"},
    {"app/store/row_orders.cpp", "the inside of Store::page: tests/store/query_sql_test.cpp edits and sorts anew"},
    {"app/store/schema.cpp", "seen only through what is stored: tests/store/store_test.cpp, migrate_test.cpp"},
    {"app/store/search_candidates.cpp", "the inside of search: tests/store/search_test.cpp has a plain scan beside it"},
    {"app/store/search_index.cpp", "the inside of search: tests/store/search_test.cpp"},
    {"app/store/transfer/cell_reader.cpp", "seen only through the import: tests/store/transfer/import_test.cpp"},
    {"app/store/transfer/label_index.cpp", "seen only through the import: tests/store/transfer/import_test.cpp"},
    {"app/files_main.cpp", "the entry points of files.wasm; tests/browser runs it whole"},
    {"app/main.cpp", "puts the parts together; tests/browser runs it whole"},
    {"app/platform/browser/", "needs a browser; tests/browser runs it there"},
    {"app/ui/", "is driven through its semantics tree by tests/ui and tests/browser, by flow rather than by file"},
    {"sync/server/apply.cpp", "is the inside of commit: tests/sync/server/commit_test.cpp has its rules one by one"},
    {"sync/server/attempt_pool.cpp", "claims and owners, case by case in tests/sync/server/pool_keeper_test.cpp"},
    {"sync/server/pool_ledger.cpp", "read line by line in tests/sync/server/pool_keeper_test.cpp"},
    {"sync/server/company_catalogue.cpp", "what value_check_test.cpp declares is in force through it"},
    {"sync/server/departments.cpp", "moved and withdrawn in tests/sync/server/administration_test.cpp"},
    {"sync/server/demo_story.cpp", "demo_data_test.cpp loads all of it and counts what is there"},
    {"sync/server/main.cpp", "puts the parts together; tests/browser runs it whole"},
    {"sync/server/storage/check.cpp", "goes with backup.cpp: tests/sync/server/storage/backup_test.cpp"},
    {"sync/server/storage/postgres_", "the inside of PostgresStorage: tests/sync/server/storage/postgres_test.cpp"},
    {"sync/server/storage/sql_", "what both storages share: tests/sync/server/storage/storage_test.cpp, on both"},
};

}  // namespace xingke::tidy
