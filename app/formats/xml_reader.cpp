#include "app/formats/xml_reader.h"

#include <expat.h>

#include <array>

#include "app/base/check.h"

namespace xingke::formats {
namespace {

constexpr std::size_t piece_bytes = 16 << 10;

std::string_view without_prefix(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

// Expat calls back for everything in a piece; what it says waits here until it is asked for. Names and texts lie one
// behind the other in `letters`; each ends where the next begins.
struct XmlReader::Impl {
    struct Item {
        Event event = Event::done;
        std::size_t start = 0, size = 0;  // of the name or the text
        std::size_t attribute_first = 0, attribute_count = 0;
    };
    struct Attribute {
        std::size_t name_start = 0, name_size = 0, value_start = 0, value_size = 0;
    };

    Source source;
    XML_Parser parser = nullptr;
    std::string letters;
    std::vector<Item> items;
    std::vector<Attribute> attributes;
    std::size_t at = 0;  // of the present item
    bool is_over = false;
    Item last;  // done or malformed, once the source has ended

    explicit Impl(Source from) : source(std::move(from)), parser(XML_ParserCreate(nullptr)) {
        CHECK(parser != nullptr, "there is memory for a parser");
        XML_SetUserData(parser, this);
        XML_SetElementHandler(parser, on_start, on_end);
        XML_SetCharacterDataHandler(parser, on_text);
        XML_SetStartDoctypeDeclHandler(parser, on_document_type);
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl() { XML_ParserFree(parser); }

    static Impl& self(void* data) { return *static_cast<Impl*>(data); }

    std::size_t keep(std::string_view text) {
        const std::size_t start = letters.size();
        letters += text;
        return start;
    }
    Item& add(Event event, std::string_view words) {
        return items.emplace_back(Item{event, keep(words), words.size(), attributes.size(), 0});
    }
    std::string_view words(std::size_t start, std::size_t size) const {
        return std::string_view(letters).substr(start, size);
    }
    const Item& present() const { return at < items.size() ? items[at] : last; }

    static void XMLCALL on_start(void* data, const XML_Char* name, const XML_Char** pairs) {
        Impl& impl = self(data);
        impl.add(Event::start, without_prefix(name));
        for (; *pairs != nullptr; pairs += 2) {
            const std::string_view key = without_prefix(pairs[0]), value = pairs[1];
            const std::size_t key_start = impl.keep(key);
            impl.attributes.push_back({key_start, key.size(), impl.keep(value), value.size()});
            ++impl.items.back().attribute_count;
        }
    }
    static void XMLCALL on_end(void* data, const XML_Char* name) { self(data).add(Event::end, without_prefix(name)); }
    static void XMLCALL on_text(void* data, const XML_Char* text, int size) {
        self(data).add(Event::text, {text, static_cast<std::size_t>(size)});
    }
    static void XMLCALL on_document_type(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
        XML_StopParser(self(data).parser, XML_FALSE);
    }

    // Reads on until there is something to hand out.
    void fill() {
        while (at == items.size() && !is_over) {
            items.clear();
            attributes.clear();
            letters.clear();
            at = 0;
            std::array<char, piece_bytes> piece;
            const std::size_t size = source(piece);
            is_over = size == 0;
            if (XML_Parse(parser, piece.data(), static_cast<int>(size), is_over ? 1 : 0) != XML_STATUS_OK) {
                is_over = true;
                last.event = Event::malformed;
            }
        }
    }
};

XmlReader::XmlReader(Source source) : impl_(std::make_unique<Impl>(std::move(source))) {}
XmlReader::~XmlReader() = default;

XmlReader::Event XmlReader::next() {
    impl_->at += impl_->at < impl_->items.size() ? 1 : 0;
    impl_->fill();
    return impl_->present().event;
}

std::string_view XmlReader::name() const {
    return impl_->words(impl_->present().start, impl_->present().size);
}

std::string_view XmlReader::text() const {
    return name();
}

std::optional<std::string> XmlReader::attribute(std::string_view name) const {
    const Impl::Item& item = impl_->present();
    for (std::size_t i = item.attribute_first; i < item.attribute_first + item.attribute_count; ++i) {
        const Impl::Attribute& one = impl_->attributes[i];
        if (impl_->words(one.name_start, one.name_size) == name) {
            return std::string(impl_->words(one.value_start, one.value_size));
        }
    }
    return std::nullopt;
}

}  // namespace xingke::formats
