'use strict';

module.exports = require('../rules').ruleOf('request_type_word');
