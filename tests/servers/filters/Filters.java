package filters;

import java.io.Reader;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.email.UAX29URLEmailTokenizer;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.pattern.PatternCaptureGroupTokenFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.elasticsearch.plugin.Inject;
import org.elasticsearch.plugin.NamedComponent;
import org.elasticsearch.plugin.analysis.CharFilterFactory;
import org.elasticsearch.plugin.analysis.TokenFilterFactory;
import org.elasticsearch.plugin.analysis.TokenizerFactory;
import org.elasticsearch.plugin.settings.AnalysisSettings;
import org.elasticsearch.plugin.settings.IntSetting;
import org.elasticsearch.plugin.settings.ListSetting;
import org.elasticsearch.plugin.settings.StringSetting;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;

/**
 * Lucene's filters under the names and settings that the official distribution gives them in its module
 * analysis-common, which the distribution of Maven Central comes without.
 */
public final class Filters {
    private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");

    @AnalysisSettings
    public interface MappingSettings {
        @ListSetting(path = "mappings")
        List<String> mappings();
    }

    @NamedComponent("mapping")
    public static class Mapping implements CharFilterFactory {
        private final NormalizeCharMap map;

        @Inject
        public Mapping(MappingSettings settings) {
            NormalizeCharMap.Builder builder = new NormalizeCharMap.Builder();
            for (String rule : settings.mappings()) {
                String[] sides = rule.split("=>", 2);
                builder.add(text(sides[0]), text(sides[1]));
            }
            map = builder.build();
        }

        /** A side of a rule: spaces around it do not count, unless they are written as a Unicode escape. */
        private static String text(String side) {
            return ESCAPED.matcher(side.strip()).replaceAll(
                found -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16))));
        }

        @Override
        public Reader create(Reader reader) {
            return new MappingCharFilter(map, reader);
        }
    }

    @NamedComponent("asciifolding")
    public static class Folding implements TokenFilterFactory {
        @Override
        public TokenStream create(TokenStream input) {
            return new ASCIIFoldingFilter(input);
        }

        @Override
        public TokenStream normalize(TokenStream input) {
            return create(input);
        }
    }

    @AnalysisSettings
    public interface ElisionSettings {
        @ListSetting(path = "articles")
        List<String> articles();
    }

    @NamedComponent("elision")
    public static class Elision implements TokenFilterFactory {
        private final CharArraySet articles;

        @Inject
        public Elision(ElisionSettings settings) {
            articles = new CharArraySet(settings.articles(), false);
        }

        @Override
        public TokenStream create(TokenStream input) {
            return new ElisionFilter(input, articles);
        }
    }

    @AnalysisSettings
    public interface StemmerSettings {
        @StringSetting(path = "language", defaultValue = "porter2")
        String language();
    }

    @NamedComponent("stemmer")
    public static class Stemmer implements TokenFilterFactory {
        private final String language;

        @Inject
        public Stemmer(StemmerSettings settings) {
            language = settings.language();
        }

        @Override
        public TokenStream create(TokenStream input) {
            return switch (language) {
                case "light_french" -> new FrenchLightStemFilter(input);
                case "french" -> new SnowballFilter(input, new FrenchStemmer());
                case "light_english" -> new KStemFilter(input);
                case "porter2" -> new SnowballFilter(input, new EnglishStemmer());
                default -> throw new IllegalArgumentException("the tests have no stemmer for " + language);
            };
        }
    }

    @AnalysisSettings
    public interface GramSettings {
        @IntSetting(path = "min_gram", defaultValue = 1)
        int shortest();

        @IntSetting(path = "max_gram", defaultValue = 2)
        int longest();
    }

    @NamedComponent("edge_ngram")
    public static class EdgeGrams implements TokenFilterFactory {
        private final GramSettings settings;

        @Inject
        public EdgeGrams(GramSettings settings) {
            this.settings = settings;
        }

        @Override
        public TokenStream create(TokenStream input) {
            return new EdgeNGramTokenFilter(input, settings.shortest(), settings.longest(), false);
        }
    }

    // The three that follow are for the index in which the server itself keeps API keys.

    @AnalysisSettings
    public interface PatternSettings {
        @ListSetting(path = "patterns")
        List<String> patterns();
    }

    @NamedComponent("pattern_capture")
    public static class PatternCapture implements TokenFilterFactory {
        private final Pattern[] patterns;

        @Inject
        public PatternCapture(PatternSettings settings) {
            patterns = settings.patterns().stream().map(Pattern::compile).toArray(Pattern[]::new);
        }

        @Override
        public TokenStream create(TokenStream input) {
            return new PatternCaptureGroupTokenFilter(input, true, patterns);
        }
    }

    @NamedComponent("unique")
    public static class Unique implements TokenFilterFactory {
        @Override
        public TokenStream create(TokenStream input) {
            return new RemoveDuplicatesTokenFilter(input);
        }
    }

    @NamedComponent("uax_url_email")
    public static class Addresses implements TokenizerFactory {
        @Override
        public Tokenizer create() {
            return new UAX29URLEmailTokenizer();
        }
    }

    private Filters() {}
}
