// Who may do what, for every role, action and record type of the core: the table below is what people were promised,
// and a declaration that changes it has to change it here too.
#include <map>
#include <sstream>
#include <string>

#include "app/catalogue/all.h"
#include "app/model/permission.h"
#include "app/model/sight.h"

#include <doctest/doctest.h>

namespace xingke::catalogue {
namespace {

using model::Action;
using model::Role;

constexpr Role roles[] = {Role::administrator, Role::manager, Role::salesperson,
                          Role::read_only,     Role::quality, Role::finance};

// c create, e edit, d delete, i import, p purge; view and export go with seeing. Then whose records: * everybody's,
// C the company's, D the department's and below it, O one's own.
constexpr const char* promised = R"(
type            administrator manager  salesperson read_only quality  finance
user            p*            *        *           *         *        *
customer        cedipC        cediD    ceiO        C         C        C
contact         cedipC        cediD    ceiO        C         C        C
visit           cedipC        cediD    ceiO        C         C        C
opportunity     cedipC        cediD    ceiO        C         C        C
contract        cedipC        cediD    ceiO        C         C        eC
complaint       cedipC        cediD    ceiO        C         ceiC     ceiC
capa            cedip*        cedi*    cei*        *         cei*     cei*
product_review  cedip*        cedi*    cei*        *         cei*     cei*
review_opinion  ceip*         cei*     cei*        *         cei*     cei*
notification    epO           eO       eO          eO        eO       eO
conflict        epO           eO       eO          eO        eO       eO
attachment      cedipC        cediD    cediO       C         cediC    cediC
lead            cedipC        cediD    ceiO        C         C        C
opportunity_line cedipC       cediD    cediO       C         C        C
quotation       cedipC        cediD    ceiO        C         C        C
contract_line   cedipC        cediD    cediO       C         C        C
schedule        cedipC        cediD    ceiO        C         ceiC     ceiC
interaction     cedipC        cediD    ceiO        C         ceiC     ceiC
daily_report    cedipC        cediD    ceiO        C         ceiC     ceiC
work_plan       cedipC        cediD    ceiO        C         C        C
receivable      cedipC        cediD    ceiO        C         C        ceiC
payment         cedipC        cediD    ceiO        C         C        ceiC
invoice         cedipC        cediD    ceiO        C         C        ceiC
reimbursement   cedipC        cediD    ceiO        C         ceiC     ceiC
key_customer    cedipC        cediD    ceiO        C         C        C
product         cedip*        cedi*    *           *         *        *
supplier        cedip*        cedi*    cei*        *         *        *
region_area     cedip*        cedi*    *           *         *        *
bank_account    cedip*        *        *           *         *        cedi*
slogan          cedip*        cedi*    *           *         *        *
comment         cdipC         cdiD     ciO         C         ciC      ciC
declaration     cedip*        cedi*    cedi*       cedi*     cedi*    cedi*
pool_event      pC            D        O           C         C        C
pool_rule       ceip*         cei*     *           *         *        *
saved_view      cedip*        cedi*    cedi*       cedi*     cedi*    cedi*
price_list      cedip*        cedi*    *           *         *        *
quotation_line  cedipC        cediD    cediO       C         C        C
dev_plan        cedipC        cediD    ceiO        C         C        C
dev_progress    cedipC        cediD    cediO       C         C        C
duty_report     cedipC        cediD    ceiO        C         ceiC     ceiC
market_report   cedipC        cediD    ceiO        C         ceiC     ceiC
new_customer_report cedipC    cediD    ceiO        C         C        C
customer_card   cedipC        cediD    ceiO        C         C        C
purchase        cedipC        cediD    ceiO        C         C        C
enquiry         cedipC        cediD    ceiO        C         C        C
sales_target    cedipC        cediD    O           C         C        C
contract_supply cedipC        cediD    cediO       C         C        C
contract_supplement cedipC    cediD    ceiO        C         C        C
plan_row        cedipC        cediD    cediO       C         C        C
capa_measure    cedip*        cedi*    cedi*       *         cedi*    cedi*
department      p*            *        *           *         *        *
quick_phrase    cedipO        cediO    cediO       O         cediO    cediO
personal_setting ceipO        ceiO     ceiO        ceiO      ceiO     ceiO
relation_assessment cedipC    cediD    ceiO        C         C        C
relation_row    cedipC        cediD    cediO       C         C        C
info_analysis   cedipC        cediD    ceiO        C         C        C
)";

std::string rights_of(Role role, const model::RecordType& type) {
    const std::pair<Action, char> letters[] = {
        {Action::create, 'c'}, {Action::edit, 'e'}, {Action::remove, 'd'}, {Action::import, 'i'}, {Action::purge, 'p'}};
    std::string rights;
    for (const auto& [action, letter] : letters) {
        if (model::may({.user = {}, .role = role}, action, type)) {
            rights += letter;
        }
    }
    if (model::is_for_everybody(type)) {
        return rights + '*';
    }
    switch (model::reach_of(type, role)) {
        case model::Reach::own:
            return rights + 'O';
        case model::Reach::department:
        case model::Reach::department_and_below:
            return rights + 'D';
        case model::Reach::company:
            return rights + 'C';
    }
    return rights;
}

}  // namespace

TEST_CASE("every role may do with every type what was promised [S06] [S10]") {
    std::map<std::string, std::map<Role, std::string>> table;
    std::istringstream lines(promised);
    std::string line;
    while (std::getline(lines, line)) {
        std::istringstream words(line);
        std::string type;
        if (words >> type && type != "type") {
            for (const Role role : roles) {
                words >> table[type][role];
            }
        }
    }
    const model::Catalogue catalogue = core();
    CHECK(table.size() == catalogue.types().size());
    for (const model::RecordType& type : catalogue.types()) {
        CAPTURE(type.name);
        for (const Role role : roles) {
            CAPTURE(model::key_of(role));
            CHECK(rights_of(role, type) == table[type.name][role]);
            for (const Action action : {Action::view, Action::export_}) {
                CHECK(model::may({.user = {}, .role = role}, action, type));
            }
        }
    }
}

}  // namespace xingke::catalogue
