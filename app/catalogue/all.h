// What this CRM knows, as data: one file per module, each a function that returns its declarations. docs/catalogue.md
// says how to add a record type.
#pragma once

#include "app/model/catalogue.h"

namespace xingke::catalogue {

// Grows with every change of a declaration; a database written by a higher one is not touched.
constexpr std::uint32_t version = 3;

// Type ids, stable for ever.
namespace type_id {
constexpr model::TypeId user = 1, customer = 2, contact = 3, visit = 4, conflict = 5, opportunity = 6, contract = 7, complaint = 8, capa = 9;
}

model::RecordType user();
model::RecordType customer();
model::RecordType contact();
model::RecordType visit();
model::RecordType opportunity();
model::RecordType contract();
model::RecordType complaint();
model::RecordType capa();
model::RecordType conflict();

// All modules together.
model::Catalogue core();

}  // namespace xingke::catalogue
