// What this CRM knows, as data: one file per module, each a function that returns its declarations. docs/catalogue.md
// says how to add a record type.
#pragma once

#include "app/model/catalogue.h"

namespace xingke::catalogue {

// Grows with every change of a declaration; a database written by a higher one is not touched.
constexpr std::uint32_t version = 4;

// Type ids, stable for ever.
namespace type_id {
constexpr model::TypeId user = 1, customer = 2, contact = 3, visit = 4, conflict = 5, opportunity = 6, contract = 7,
                        complaint = 8, capa = 9, product_review = 10, review_opinion = 11, notification = 12,
                        declaration = 20, saved_view = 43;
}

model::RecordType user();
model::RecordType customer();
model::RecordType contact();
model::RecordType visit();
model::RecordType opportunity();
model::RecordType contract();
model::RecordType complaint();
model::RecordType capa();
model::RecordType product_review();
model::RecordType review_opinion();
model::RecordType notification();
model::RecordType conflict();
model::RecordType declaration();
model::RecordType saved_view();

// All modules together. The web app does not compile the modules: it reads their declarations from the text that
// write_declarations.cpp made of them, which is a tenth of the size (core_types_read.cpp).
std::vector<model::RecordType> core_types();
model::Catalogue core();

}  // namespace xingke::catalogue
