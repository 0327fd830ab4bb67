// What this CRM knows, as data: one file per module, each a function that returns its declarations. docs/catalogue.md
// says how to add a record type.
#pragma once

#include "app/model/catalogue.h"

namespace xingke::catalogue {

// Grows with every change of a declaration; a database written by a higher one is not touched.
constexpr std::uint32_t version = 7;

// Type ids, stable for ever.
namespace type_id {
constexpr model::TypeId user = 1, customer = 2, contact = 3, visit = 4, conflict = 5, opportunity = 6, contract = 7,
                        complaint = 8, capa = 9, product_review = 10, review_opinion = 11, notification = 12,
                        declaration = 20, lead = 21, schedule = 22, comment = 23, receivable = 24, payment = 25,
                        invoice = 26, reimbursement = 27, bank_account = 28, daily_report = 29, slogan = 30,
                        product = 31, interaction = 32, supplier = 33, region_area = 34, work_plan = 35, quotation = 36,
                        contract_line = 37, opportunity_line = 38, key_customer = 39, attachment = 40, pool_event = 41,
                        pool_rule = 42, saved_view = 43, price_list = 56, quotation_line = 57, dev_plan = 58,
                        dev_progress = 59, duty_report = 60, market_report = 61, new_customer_report = 62,
                        customer_card = 63, purchase = 64, enquiry = 65, sales_target = 66, contract_supply = 67,
                        contract_supplement = 68, plan_row = 69, capa_measure = 90, department = 70, quick_phrase = 76,
                        personal_setting = 77, relation_assessment = 78, relation_row = 79, info_analysis = 80;
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
model::RecordType attachment();
model::RecordType lead();
model::RecordType schedule();
model::RecordType comment();
model::RecordType receivable();
model::RecordType payment();
model::RecordType invoice();
model::RecordType reimbursement();
model::RecordType bank_account();
model::RecordType daily_report();
model::RecordType slogan();
model::RecordType product();
model::RecordType interaction();
model::RecordType supplier();
model::RecordType region_area();
model::RecordType work_plan();
model::RecordType quotation();
model::RecordType contract_line();
model::RecordType opportunity_line();
model::RecordType key_customer();
model::RecordType pool_event();
model::RecordType pool_rule();
model::RecordType saved_view();
model::RecordType price_list();
model::RecordType quotation_line();
model::RecordType dev_plan();
model::RecordType dev_progress();
model::RecordType duty_report();
model::RecordType market_report();
model::RecordType new_customer_report();
model::RecordType customer_card();
model::RecordType purchase();
model::RecordType enquiry();
model::RecordType sales_target();
model::RecordType contract_supply();
model::RecordType contract_supplement();
model::RecordType plan_row();
model::RecordType capa_measure();
model::RecordType department();
model::RecordType quick_phrase();
model::RecordType personal_setting();
model::RecordType relation_assessment();
model::RecordType relation_row();
model::RecordType info_analysis();

// All modules together. The web app does not compile the modules: it reads their declarations from the text that
// write_declarations.cpp made of them, which is a tenth of the size (core_types_read.cpp).
std::vector<model::RecordType> core_types();
model::Catalogue core();

}  // namespace xingke::catalogue
