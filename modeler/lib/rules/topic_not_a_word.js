'use strict';

module.exports = require('../rules').ruleOf('topic_not_a_word');
