#include "app/client/device_report.h"

namespace xingke::client {

DeviceReport device_report(RequestId id, const model::Catalogue& catalogue, Workspace* workspace) {
    DeviceReport report;
    report.id = id;
    report.catalogue_version = catalogue.version();
    if (workspace == nullptr) {
        return report;
    }
    report.device = print(workspace->device);
    Database& file = workspace->store.database();
    const auto pages = file.integer("PRAGMA page_count"), size = file.integer("PRAGMA page_size");
    if (pages && *pages && size && *size) {
        report.database_bytes = static_cast<std::uint64_t>(**pages * **size);
    }
    Statement version = file.prepare("SELECT sqlite_version()");
    if (const auto row = version.step(); row && *row) {
        report.sqlite_version = std::string(version.text(0));
    }
    for (const model::RecordType& type : catalogue.types()) {
        model::Query query;
        query.type = type.id;
        if (const auto count = workspace->store.count(query)) {
            report.record_counts.emplace_back(type.name, static_cast<std::uint64_t>(*count));
        }
    }
    return report;
}

}  // namespace xingke::client
