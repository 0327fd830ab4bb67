#include "sync/server/company_catalogue.h"

namespace xingke::server {

Result<std::shared_ptr<const model::Catalogue>> CompanyCatalogues::of(ReadTransaction& storage,
                                                                      const model::Catalogue& core) {
    const Seq newest = TRY(storage.newest_of(model::declaration_type));
    if (newest == 0) {
        return std::shared_ptr<const model::Catalogue>(std::shared_ptr<const model::Catalogue>(), &core);
    }
    Kept& kept = kept_[storage.company().id];
    if (kept.catalogue == nullptr || kept.newest != newest) {
        const std::vector<model::Declaration> declarations = TRY(declarations_of(storage));
        // Nobody's own layer: what one person arranges is for that person's screen.
        kept.catalogue = std::make_shared<const model::Catalogue>(model::with_layers(core, declarations, {}).catalogue);
        kept.newest = newest;
    }
    return kept.catalogue;
}

Result<std::vector<model::Declaration>> declarations_of(ReadTransaction& storage, RecordId except) {
    std::vector<model::Declaration> declarations;
    for (const model::Record& record : TRY(storage.records_of(model::declaration_type))) {
        if (auto declaration = model::declaration_of(record); declaration && record.id != except) {
            declarations.push_back(*std::move(declaration));
        }
    }
    return declarations;
}

}  // namespace xingke::server
