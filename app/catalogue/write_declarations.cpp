// Writes the core's declarations as C++ string literals, one a type, into the file that is named: what the web app
// carries.
#include <cstdio>
#include <fstream>

#include "app/catalogue/all.h"
#include "app/model/declaration_json.h"

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: xingke_write_declarations core_declarations.inc\n", stderr);
        return 2;
    }
    std::ofstream file(argv[1], std::ios::binary);
    for (const xingke::model::RecordType& type : xingke::catalogue::core_types()) {
        file << "R\"json(" << xingke::model::print_declaration(type) << ")json\",\n";
    }
    file.close();
    return file ? 0 : 1;
}
